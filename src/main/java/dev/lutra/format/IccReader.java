package dev.lutra.format;

import dev.lutra.format.process.NodeChain.Step;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the table of an ICC device-link profile from RGB to RGB, version 2 or 4 (ICC.1:2022, ISO 15076-1).
 *
 * <pre>
 * profile = header of 128 bytes, number of tags, { signature, offset, size }, tags
 * </pre>
 *
 * The table is the tag {@code A2B0}; {@link IccTables} gives its types. Other profiles are rejected. Those of displays,
 * cameras and printers describe a device, not a look. Abstract profiles change the colours of the connection space, Lab
 * or XYZ; which RGB they would be applied to is not in them.
 *
 * <p>{@code java.awt.color.ICC_Profile} is not used. It parses with native code, gives no more than the bytes of a tag,
 * and no CMM of the JDK converts colours with a device link.
 */
final class IccReader {

    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int MAX_TAGS = 1000;

    private final FormatLimits limits;
    private final Warnings warnings = new Warnings();
    private final IccBytes profile;

    IccReader(InputStream in, FormatLimits limits) throws IOException {
        this.limits = limits;
        byte[] bytes = in.readNBytes(limits.bytes());
        if (bytes.length == limits.bytes() && in.read() >= 0) {
            throw TextBytes.tooLarge(limits.bytes());
        }
        profile = IccBytes.of(bytes);
    }

    LutFile read() {
        if (profile.length() < HEADER || !profile.signature(36).equals("acsp")) {
            throw new InvalidLutFile("icc-header", "the file does not have the header of an ICC profile");
        }
        if (profile.u32(0) != profile.length()) {
            throw new InvalidLutFile(
                    "icc-cut-off",
                    "the profile says it has %d bytes, and has %d".formatted(profile.u32(0), profile.length()));
        }
        if (profile.u8(8) != 2 && profile.u8(8) != 4) {
            throw new InvalidLutFile(
                    "icc-version", "the profile has version %d; 2 and 4 are read".formatted(profile.u8(8)));
        }
        requireLink();
        Map<String, IccBytes> tags = tags();
        IccBytes table = tags.get("A2B0");
        if (table == null) {
            throw new InvalidLutFile("icc-missing", "the profile has no table A2B0");
        }
        if (tags.containsKey("D2B0")) {
            warnings.add("D2B0", "the table of floats, D2B0, was passed over: A2B0 was read");
        }
        List<Step> steps = new ArrayList<>(IccTables.read(table, limits));
        if (steps.isEmpty()) {
            throw new InvalidLutFile("icc-empty", "the profile changes nothing, and has no table of colours");
        }
        return new ChainFile("icc", limits, warnings).of(steps, IccText.title(tags.get("desc")));
    }

    private void requireLink() {
        String kind = profile.signature(12);
        String from = profile.signature(16);
        String to = profile.signature(20);
        if (kind.equals("abst")) {
            throw new InvalidLutFile(
                    "icc-abstract",
                    "an abstract profile changes %s colours, and does not say of which RGB; a device link does"
                            .formatted(from.strip()));
        }
        if (!kind.equals("link")) {
            throw new InvalidLutFile(
                    "icc-class",
                    "a profile of class \"%s\" describes a device or colour space, not a look; a device link is read"
                            .formatted(kind));
        }
        if (!from.equals("RGB ") || !to.equals("RGB ")) {
            throw new InvalidLutFile(
                    "icc-channels", "the device link leads from %s to %s, not from RGB to RGB".formatted(from, to));
        }
    }

    private Map<String, IccBytes> tags() {
        long count = profile.u32(HEADER);
        if (count > MAX_TAGS) {
            throw new InvalidLutFile("icc-header", "the profile has %d tags".formatted(count));
        }
        Map<String, IccBytes> tags = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int at = HEADER + 4 + TAG * i;
            @Nullable
            IccBytes before = tags.put(profile.signature(at), profile.part(profile.u32(at + 4), profile.u32(at + 8)));
            if (before != null) {
                throw new InvalidLutFile("icc-header", "a tag is there twice: " + profile.signature(at));
            }
        }
        return tags;
    }
}
