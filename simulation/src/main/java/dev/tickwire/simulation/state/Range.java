package dev.tickwire.simulation.state;

/**
 * The numbers that a column can hold.
 *
 * @param min least value; 0 where the kind has no range
 * @param max greatest value, of a text its greatest length in Unicode code points, 0 there standing for
 *     {@value ColumnType#USUAL_TEXT_CHARS}; 0 where the kind has no range
 * @param step value of one raw unit; 1 where the kind counts whole numbers
 */
public record Range(double min, double max, double step) {
    /** Of kinds without one. */
    public static final Range NONE = new Range(0, 0, 1);

    /** Whole numbers. */
    static Range whole(int min, int max) {
        return new Range(min, max, 1);
    }
}
