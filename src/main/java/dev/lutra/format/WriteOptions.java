package dev.lutra.format;

import dev.lutra.problem.FieldFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of a file to write. Null leaves the choice to the format.
 *
 * @param res points along one edge of the lattice
 * @param level the Hald level, instead of {@code res}
 * @param depth the bits per channel, for images and arrays
 * @param dialect the program that a text is written for, such as {@code resolve}
 * @param layout the arrangement of the lattice in an image, such as {@code strip}
 * @param bytes the most bytes of a token
 */
public record WriteOptions(
        @Nullable Integer res,
        @Nullable Integer level,
        @Nullable Integer depth,
        @Nullable String dialect,
        @Nullable String layout,
        @Nullable Integer bytes) {

    /** No options: the format chooses everything. */
    public static final WriteOptions NONE = new WriteOptions(null, null, null);

    /** The options of Hald images. */
    public WriteOptions(@Nullable Integer res, @Nullable Integer level, @Nullable Integer depth) {
        this(res, level, depth, null, null);
    }

    /** The options of all files but tokens. */
    public WriteOptions(
            @Nullable Integer res,
            @Nullable Integer level,
            @Nullable Integer depth,
            @Nullable String dialect,
            @Nullable String layout) {
        this(res, level, depth, dialect, layout, null);
    }

    /**
     * The faults of a format that has only some options: one for each other option that is not null. Without them, a
     * client would get something other than it asked for.
     *
     * @param known the names of the options that the format has
     * @return a new list that may be added to
     */
    List<FieldFault> faultsBesides(String... known) {
        var given = new LinkedHashMap<String, @Nullable Object>();
        given.put("res", res);
        given.put("level", level);
        given.put("depth", depth);
        given.put("dialect", dialect);
        given.put("layout", layout);
        given.put("bytes", bytes);
        var faults = new ArrayList<FieldFault>();
        given.forEach((name, value) -> {
            if (value != null && !List.of(known).contains(name)) {
                faults.add(new FieldFault(
                        name, "unknown-option", "is no option of this format, which has " + String.join(", ", known)));
            }
        });
        return faults;
    }

    /**
     * The program to write for, of two.
     *
     * @param usual the one if none was asked for
     * @param faults receives a fault if another one was asked for
     */
    String dialect(String usual, String other, List<FieldFault> faults) {
        if (dialect == null || dialect.equals(usual)) {
            return usual;
        }
        if (!dialect.equals(other)) {
            faults.add(new FieldFault("dialect", "out-of-range", "must be '%s' or '%s'".formatted(usual, other)));
        }
        return other;
    }

    /** Requests a lattice with a number of points along one edge, and leaves the other options to the format. */
    public static WriteOptions ofSize(@Nullable Integer res) {
        return new WriteOptions(res, null, null);
    }

    /** The same options for a lattice with a number of points along one edge. */
    public WriteOptions withRes(int res) {
        return new WriteOptions(res, null, depth, dialect, layout, bytes);
    }
}
