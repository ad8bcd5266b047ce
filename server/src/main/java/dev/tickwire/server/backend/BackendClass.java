package dev.tickwire.server.backend;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** A class on the class path that is a backend. */
public final class BackendClass {
    private final Constructor<? extends Backend> constructor;

    private BackendClass(Constructor<? extends Backend> constructor) {
        this.constructor = constructor;
    }

    /**
     * Finds a class; an {@link IllegalArgumentException} with the end of a sentence if it is none that can be used. The
     * class loader of the thread knows what {@code --games} brought.
     */
    public static BackendClass find(String name) {
        try {
            Class<?> type = Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            if (!Backend.class.isAssignableFrom(type) || Modifier.isAbstract(type.getModifiers())) {
                throw new IllegalArgumentException(
                        "names " + name + ", which is no class that implements " + Backend.class.getName());
            }
            return new BackendClass(type.asSubclass(Backend.class).getConstructor());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", and neither --games nor the class path has such a class", e);
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "names " + name + ", which needs to be public and to have a public constructor without parameters",
                    e);
        } catch (LinkageError e) {
            throw new IllegalArgumentException("names " + name + ", which cannot be loaded: " + e, e);
        }
    }

    Backend make() {
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the constructor of a backend threw", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a backend cannot be made", e);
        }
    }
}
