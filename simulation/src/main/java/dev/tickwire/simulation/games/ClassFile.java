package dev.tickwire.simulation.games;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a class file says of itself, by the Java Virtual Machine Specification, chapter 4.
 *
 * @param name as in the file, with slashes, as all names here
 * @param variables its static fields that are not final
 * @param members what it calls and reads of any class: {@code java/lang/Math.sin}
 * @param classes what it names in any way; arrays are not among them
 */
public record ClassFile(
        String name, String superclass, int flags, List<String> variables, List<String> members, List<String> classes) {
    private static final int ACC_PUBLIC = 0x0001;
    private static final int ACC_STATIC = 0x0008;
    private static final int ACC_FINAL = 0x0010;
    private static final int ACC_ABSTRACT = 0x0400;

    public boolean isPublic() {
        return (flags & ACC_PUBLIC) != 0;
    }

    public boolean isAbstract() {
        return (flags & ACC_ABSTRACT) != 0;
    }

    /** The name as Java writes it. */
    public String javaName() {
        return name.replace('/', '.');
    }

    /** Reads up to the fields; an {@link IOException} if it is no class file. */
    public static ClassFile read(DataInputStream in) throws IOException {
        try {
            if (in.readInt() != 0xCAFEBABE) {
                throw new IOException("no class");
            }
            in.readInt();
            Pool pool = new Pool(in);
            int flags = in.readUnsignedShort();
            String name = pool.className(in.readUnsignedShort());
            String superclass = pool.className(in.readUnsignedShort());
            in.skipNBytes(2L * in.readUnsignedShort());
            return new ClassFile(name, superclass, flags, variables(in, pool), pool.members(), pool.classNames());
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("no class", e);
        }
    }

    private static List<String> variables(DataInputStream in, Pool pool) throws IOException {
        List<String> variables = new ArrayList<>();
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
            int flags = in.readUnsignedShort();
            String name = pool.text(in.readUnsignedShort());
            in.skipNBytes(2);
            int attributes = in.readUnsignedShort();
            for (int a = 0; a < attributes; a++) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
            if ((flags & (ACC_STATIC | ACC_FINAL)) == ACC_STATIC) {
                variables.add(name);
            }
        }
        return variables;
    }

    /** The constants of a class: entries of most kinds are up to two indexes of others. */
    private static final class Pool {
        private final int[] tags;
        private final String[] texts;
        private final int[] firsts;
        private final int[] seconds;

        Pool(DataInputStream in) throws IOException {
            int count = in.readUnsignedShort();
            tags = new int[count];
            texts = new String[count];
            firsts = new int[count];
            seconds = new int[count];
            for (int i = 1; i < count; i++) {
                tags[i] = in.readUnsignedByte();
                switch (tags[i]) {
                    case 1 -> texts[i] = in.readUTF();
                    case 7, 8, 16, 19, 20 -> firsts[i] = in.readUnsignedShort();
                    case 15 -> in.skipNBytes(3);
                    case 3, 4 -> in.skipNBytes(4);
                    case 9, 10, 11, 12, 17, 18 -> {
                        firsts[i] = in.readUnsignedShort();
                        seconds[i] = in.readUnsignedShort();
                    }
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("no class");
                }
            }
        }

        String text(int index) {
            return String.valueOf(texts[index]);
        }

        String className(int index) {
            return text(firsts[index]);
        }

        List<String> members() {
            List<String> members = new ArrayList<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == 9 || tags[i] == 10 || tags[i] == 11) {
                    members.add(className(firsts[i]) + "." + text(firsts[seconds[i]]));
                }
            }
            return members;
        }

        List<String> classNames() {
            List<String> names = new ArrayList<>();
            for (int i = 1; i < tags.length; i++) {
                if (tags[i] == 7 && !className(i).startsWith("[")) {
                    names.add(className(i));
                }
            }
            return names;
        }
    }
}
