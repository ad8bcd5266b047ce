package dev.tickwire.server.roomtype;

import dev.tickwire.proto.CommandText;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.server.roomtype.RoomSettings.Range;
import dev.tickwire.server.values.PlainNumber;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.world.Chosen;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What players may choose when they open a room of a type. Immutable. */
public final class Choices {
    /** Most options, and most labels, in one join. */
    public static final int MOST = 40;

    private static final String PLAYER_LIMIT = "playerLimit";
    private static final String TICK_RATE = "tickRateHz";
    private static final int LONGEST_SHOWN = 24;
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,15})?");

    private final Map<String, dev.tickwire.simulation.world.Option> options = new LinkedHashMap<>();
    /** Options that are labels, and then those that rules give rooms as they run. */
    private final Map<String, ColumnType> labels = new LinkedHashMap<>();

    private final RoomSettings.Opening opening;

    /** What was chosen so far. */
    private static final class Values {
        final Map<String, Integer> raws = new HashMap<>();
        final Map<String, String> texts = new HashMap<>();

        void put(ColumnType type, Option chosen) throws InvalidOptionsException {
            if (type.isText()) {
                texts.put(type.name(), text(type, chosen));
            } else {
                raws.put(type.name(), raw(type, chosen));
            }
        }

        /** A value as lists show it; null: it was not chosen. */
        @Nullable
        Object shown(ColumnType type) {
            Integer raw = raws.get(type.name());
            return raw == null || type.isText() ? texts.get(type.name()) : type.valueOf(raw);
        }

        Chosen chosen() {
            return new Chosen(raws, texts);
        }
    }

    /**
     * An {@link IllegalArgumentException} if an option of the game has the name of a setting.
     *
     * @param ofRules labels that the rules give rooms as they run
     */
    Choices(
            List<dev.tickwire.simulation.world.Option> options,
            List<ColumnType> ofRules,
            RoomSettings.Opening opening) {
        this.opening = opening;
        for (dev.tickwire.simulation.world.Option option : options) {
            String name = option.type().name();
            if (name.equals(PLAYER_LIMIT) || name.equals(TICK_RATE)) {
                throw new IllegalArgumentException("the option " + name + " has the name of a setting of rooms");
            }
            this.options.put(name, option);
            if (option.isLabel()) {
                labels.put(name, option.type());
            }
        }
        ofRules.forEach(type -> labels.put(type.name(), type));
    }

    /**
     * Checks what a join chose; {@code where} counts before {@code options}.
     *
     * @param where labels that rooms which are there must have
     */
    public Choice choose(List<Option> options, List<Option> where) throws InvalidOptionsException {
        if (options.size() > MOST || where.size() > MOST) {
            throw new InvalidOptionsException("At most " + MOST + " options can be chosen at once.");
        }
        Values chosen = new Values();
        Integer playerLimit = null;
        Double tickRateHz = null;
        for (Option one : options) {
            switch (one.getName()) {
                case PLAYER_LIMIT -> playerLimit = (int) Math.round(setting(one, opening.playerLimit()));
                case TICK_RATE -> tickRateHz = setting(one, opening.tickRateHz());
                default -> chosen.put(option(one).type(), one);
            }
        }
        Values wanted = new Values();
        for (Option one : where) {
            wanted.put(label(one), one);
            if (!isOfRules(one.getName())) {
                chosen.put(label(one), one);
            }
        }
        return new Choice(chosen.chosen(), shown(wanted, labels.values()), playerLimit, tickRateHz);
    }

    /** The names of the labels: first options, then those that rules give, as the game declares them. */
    public List<String> labelNames() {
        return List.copyOf(labels.keySet());
    }

    /** Whether rooms get a label from their rules as they run. */
    public boolean isOfRules(String label) {
        return labels.containsKey(label) && !options.containsKey(label);
    }

    /** The value of a label that a text says, as lists show it. */
    public Object label(String name, String said) throws InvalidOptionsException {
        Option label = written(name, said);
        Values value = new Values();
        value.put(label(label), label);
        return Objects.requireNonNull(value.shown(label(label)));
    }

    private Option written(String name, String said) throws InvalidOptionsException {
        Option.Builder written = Option.newBuilder().setName(name);
        return switch (label(written.build()).kind()) {
            case FIXED, INTEGER, ANGLE ->
                (NUMBER.matcher(said).matches() ? written.setNumber(Double.parseDouble(said)) : written.setText(said))
                        .build();
            case FLAG ->
                (said.equals("true") || said.equals("false")
                                ? written.setFlag(said.equals("true"))
                                : written.setText(said))
                        .build();
            case ENUM, TEXT, REFERENCE -> written.setText(said).build();
        };
    }

    /** The values of all options that clients see, by name. */
    public Map<String, Object> seen(Chosen chosen) {
        return shown(
                all(chosen),
                options.values().stream()
                        .map(dev.tickwire.simulation.world.Option::type)
                        .filter(type -> !type.hidden())
                        .toList());
    }

    /** The labels of a room that is opened with these options; its rules may give it more. */
    public Map<String, Object> labels(Chosen chosen) {
        return shown(all(chosen), labels.values());
    }

    private Values all(Chosen chosen) {
        Values all = new Values();
        options.forEach((name, option) -> {
            all.raws.put(name, chosen.raws().getOrDefault(name, option.initialRaw()));
            all.texts.put(name, chosen.texts().getOrDefault(name, option.initialText()));
        });
        return all;
    }

    private static Map<String, Object> shown(Values values, Collection<ColumnType> which) {
        Map<String, Object> shown = new LinkedHashMap<>();
        for (ColumnType type : which) {
            Object value = values.shown(type);
            if (value != null) {
                shown.put(type.name(), value);
            }
        }
        return shown;
    }

    /** What a label may be. */
    private ColumnType label(Option wanted) throws InvalidOptionsException {
        ColumnType label = labels.get(wanted.getName());
        if (label != null) {
            return label;
        }
        throw new InvalidOptionsException(
                options.containsKey(wanted.getName())
                        ? "The option " + wanted.getName() + " is no label."
                        : "There is no label " + shown(wanted.getName()) + " here.");
    }

    private dev.tickwire.simulation.world.Option option(Option chosen) throws InvalidOptionsException {
        dev.tickwire.simulation.world.Option option = options.get(chosen.getName());
        if (option == null) {
            throw new InvalidOptionsException("There is no option " + shown(chosen.getName()) + " here.");
        }
        return option;
    }

    private static double setting(Option chosen, @Nullable Range range) throws InvalidOptionsException {
        if (range == null) {
            throw new InvalidOptionsException(chosen.getName() + " is not for players to choose here.");
        }
        return number(chosen, range.least(), range.most());
    }

    private static int raw(ColumnType type, Option chosen) throws InvalidOptionsException {
        return switch (type.kind()) {
            case FIXED, INTEGER -> type.rawOf(number(chosen, type.min(), type.max()));
            case ANGLE -> type.rawOf(number(chosen, -Float.MAX_VALUE, Float.MAX_VALUE));
            case FLAG -> flag(chosen);
            case ENUM -> label(type, chosen);
            case REFERENCE, TEXT -> throw new IllegalStateException("an option that nobody can choose");
        };
    }

    private static double number(Option chosen, double least, double most) throws InvalidOptionsException {
        double value = chosen.getNumber();
        if (!chosen.hasNumber() || !(value >= least && value <= most)) {
            throw refused(chosen, "is " + PlainNumber.of(least) + " to " + PlainNumber.of(most));
        }
        return value;
    }

    private static int flag(Option chosen) throws InvalidOptionsException {
        if (!chosen.hasFlag()) {
            throw refused(chosen, "is true or false");
        }
        return chosen.getFlag() ? 1 : 0;
    }

    private static int label(ColumnType type, Option chosen) throws InvalidOptionsException {
        int raw = chosen.hasText() ? type.labels().indexOf(chosen.getText()) : -1;
        if (raw < 0) {
            throw refused(chosen, "is one of " + String.join(", ", type.labels()));
        }
        return raw;
    }

    private static String text(ColumnType type, Option chosen) throws InvalidOptionsException {
        String text = chosen.getText();
        if (!chosen.hasText() || !CommandText.fits(text, type.mostChars())) {
            throw refused(chosen, "is a text of up to " + type.mostChars() + " characters that can be seen");
        }
        return text;
    }

    private static InvalidOptionsException refused(Option chosen, String range) {
        String given = switch (chosen.getValueCase()) {
            case NUMBER -> PlainNumber.of(chosen.getNumber());
            case FLAG -> Boolean.toString(chosen.getFlag());
            case TEXT -> shown(chosen.getText());
            case VALUE_NOT_SET -> "nothing";
        };
        return new InvalidOptionsException("The value of " + chosen.getName() + " " + range + ", not " + given + ".");
    }

    private static String shown(String text) {
        return '"' + text.substring(0, Math.min(text.length(), LONGEST_SHOWN)) + '"';
    }
}
