package dev.tickwire.server.config;

import dev.tickwire.server.admin.Access;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.admin.Operator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads where operators are listened to. No sentence of it has a secret in it. */
final class AdminReader {
    private AdminReader() {}

    static AdminSettings read(Section section) {
        String host = section.text("host");
        boolean isOff = section.isText("port", "off");
        AdminSettings read = new AdminSettings(
                host,
                isOff ? AdminSettings.OFF : section.integer("port"),
                section.isShipped("port"),
                DoorsReader.readHosts(section),
                readTokens(section.section("tokens")),
                readFile("auditLog", section),
                readFile("sanctions", section),
                readFile("presets", section),
                readFile("pages", section));
        section.end();
        if (read.pages() != null && !Files.isDirectory(read.pages())) {
            section.complain("pages", "is not a directory: " + read.pages());
        }
        if (!isOff && read.tokens().isEmpty() && !AuthReader.isLoopback(host)) {
            section.complain(
                    "host",
                    "is " + host
                            + ", so that others can reach the listener of operators: it needs admin.tokens, such as"
                            + " ada { role = operate, secret = ${?TICKWIRE_ADA} }");
        }
        return read;
    }

    /** Null: there is to be none, or a complaint. */
    private static @Nullable Path readFile(String key, Section section) {
        String file = section.text(key);
        try {
            return file.isEmpty() ? null : Path.of(file);
        } catch (InvalidPathException e) {
            section.complain(key, "is no path of a file: " + file);
            return null;
        }
    }

    private static List<AdminSettings.Token> readTokens(Section section) {
        List<AdminSettings.Token> tokens = new ArrayList<>();
        for (String name : section.names()) {
            if (!name.matches("[a-zA-Z0-9._-]{1,40}")) {
                section.complain(name, "must be named with up to 40 letters, digits, ., _ or -");
            }
            Section own = section.section(name);
            Operator operator = new Operator(name, readAccess(own));
            tokens.add(new AdminSettings.Token(operator, readSecret(own)));
            own.end();
        }
        return tokens;
    }

    private static Access readAccess(Section section) {
        String role = section.text("role");
        if (!role.equals("view") && !role.equals("operate")) {
            section.complain("role", "must be view or operate, not " + role);
        }
        return role.equals("operate") ? Access.OPERATE : Access.VIEW;
    }

    /** One of the two, and not both. */
    private static String readSecret(Section section) {
        boolean isInFile = section.names().contains("secretFile");
        String secret = isInFile ? readSecretFile(section) : section.text("secret");
        section.know("secretFile");
        section.know("secret");
        if (isInFile && section.names().contains("secret")) {
            section.complain("secretFile", "and secret are both set: keep one of them");
        } else if (!secret.isEmpty() && secret.length() < SecretReader.LEAST_CHARS) {
            section.complain(
                    isInFile ? "secretFile" : "secret",
                    "must have at least " + SecretReader.LEAST_CHARS + " characters, made with openssl rand -hex 32");
        } else if (secret.isEmpty() && section.names().contains("secret")) {
            section.complain("secret", "is empty");
        }
        return secret;
    }

    private static String readSecretFile(Section section) {
        String file = section.text("secretFile");
        try {
            String secret = Files.readString(Path.of(file)).strip();
            if (secret.isEmpty()) {
                section.complain("secretFile", "is empty: " + file);
            }
            return secret;
        } catch (IOException | InvalidPathException e) {
            section.complain("secretFile", "cannot be read: " + file);
            return "";
        }
    }
}
