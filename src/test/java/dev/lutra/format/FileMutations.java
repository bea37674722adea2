package dev.lutra.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages files as transfers, editors and attackers do. */
public final class FileMutations {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1e38",
            "1e39",
            "-1e999",
            "NaN",
            "inf",
            "2147483647",
            "4294967296",
            "99999999999999999999",
            "256",
            "257",
            "0x10",
            "1,5",
            "1e",
            "",
            "--1",
            "1.7976931348623157e308",
            "65536",
            "0.0000000000000000000000000000000001");

    private FileMutations() {}

    /**
     * Damages a file in one or a few ways.
     *
     * @param others files from which pieces are taken
     */
    public static byte[] of(byte[] file, List<byte[]> others, SplittableRandom random) {
        byte[] mutated = file;
        for (int change = random.nextInt(1, 4); change > 0 && mutated.length > 1; change--) {
            mutated = once(mutated, others, random);
        }
        return mutated;
    }

    private static byte[] once(byte[] file, List<byte[]> others, SplittableRandom random) {
        // What a file says of itself is at its start.
        int end = random.nextBoolean() ? file.length : Math.min(file.length, 256);
        return switch (random.nextInt(7)) {
            case 0 -> flipped(file, end, random);
            case 1 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 2 -> numbered(file, end, random);
            case 3 -> lines(file, random);
            case 4 -> filled(file, end, random);
            case 5 -> spliced(file, others.get(random.nextInt(others.size())), random);
            default -> moved(file, random);
        };
    }

    private static byte[] flipped(byte[] file, int end, SplittableRandom random) {
        byte[] mutated = file.clone();
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            mutated[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
        }
        return mutated;
    }

    /** Another number in the place of one. */
    private static byte[] numbered(byte[] file, int end, SplittableRandom random) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        Matcher number = NUMBER.matcher(text);
        if (!number.find(random.nextInt(end))) {
            return flipped(file, end, random);
        }
        String other = NUMBERS.get(random.nextInt(NUMBERS.size()));
        return (text.substring(0, number.start()) + other + text.substring(number.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A line left out, or there twice. */
    private static byte[] lines(byte[] file, SplittableRandom random) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int from = text.lastIndexOf('\n', random.nextInt(text.length())) + 1;
        int to = text.indexOf('\n', from) + 1;
        if (to == 0) {
            to = text.length();
        }
        String line = random.nextBoolean() ? "" : text.substring(from, to).repeat(2);
        return (text.substring(0, from) + line + text.substring(to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] filled(byte[] file, int end, SplittableRandom random) {
        byte[] mutated = file.clone();
        int from = random.nextInt(end);
        int[] fills = {0, 0xFF, ' ', '9', '\n', random.nextInt(256)};
        Arrays.fill(
                mutated, from, Math.min(end, from + random.nextInt(1, 40)), (byte) fills[random.nextInt(fills.length)]);
        return mutated;
    }

    /** The start of one file and the end of another. */
    private static byte[] spliced(byte[] file, byte[] other, SplittableRandom random) {
        int head = random.nextInt(file.length);
        int tail = random.nextInt(other.length);
        byte[] mutated = Arrays.copyOf(file, head + tail);
        System.arraycopy(other, other.length - tail, mutated, head, tail);
        return mutated;
    }

    /** A piece in the place of another. */
    private static byte[] moved(byte[] file, SplittableRandom random) {
        byte[] mutated = file.clone();
        int length = random.nextInt(Math.min(64, file.length));
        System.arraycopy(
                file, random.nextInt(file.length - length), mutated, random.nextInt(file.length - length), length);
        return mutated;
    }
}
