package dev.lutra.network.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages a safetensors file, in its header above all. */
public final class Mutations {

    private Mutations() {}

    /** One of many ways of damage, as chance has it. */
    public static byte[] of(byte[] file, SplittableRandom random) {
        int header =
                8 + (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        // Where it is understood most changes make a difference; what follows is numbers.
        int end = random.nextInt(4) == 0 ? file.length : header;
        return random.nextInt(6) == 0 ? word(file, header, random) : bytes(file, end, random);
    }

    /** The same for a text. */
    static byte[] ofText(byte[] text, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return bytes(text, text.length, random);
        }
        byte[] file = ByteBuffer.allocate(8 + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
        byte[] mutated = word(file, file.length, random);
        return Arrays.copyOfRange(mutated, 8, mutated.length);
    }

    /**
     * Damages bytes.
     *
     * @param end where they are changed: before this
     */
    static byte[] bytes(byte[] file, int end, SplittableRandom random) {
        byte[] mutated = file.clone();
        return switch (random.nextInt(5)) {
            case 0 -> Arrays.copyOf(file, random.nextInt(file.length));
            case 1 -> {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    mutated[random.nextInt(end)] = (byte) random.nextInt(256);
                }
                yield mutated;
            }
            case 2 -> {
                mutated[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
                yield mutated;
            }
            case 3 -> {
                // A piece in another's place.
                int length = random.nextInt(Math.min(64, end));
                System.arraycopy(file, random.nextInt(end - length), mutated, random.nextInt(end - length), length);
                yield mutated;
            }
            default -> {
                int from = random.nextInt(end);
                Arrays.fill(mutated, from, Math.min(end, from + random.nextInt(40)), (byte)
                        (random.nextBoolean() ? 0 : 0xff));
                yield mutated;
            }
        };
    }

    /** Numbers and words where the description has others. */
    private static byte[] word(byte[] bytes, int header, SplittableRandom random) {
        String file = new String(bytes, StandardCharsets.ISO_8859_1);
        String[] words = {"null", "{}", "[]", "-1", "1e999", "NaN", "\\u0000", "99999999999", "true", "\\\"\\\""};
        Matcher value = Pattern.compile("[0-9]+|[a-zA-Z]+").matcher(file);
        if (!value.find(8 + random.nextInt(header - 100))) {
            throw new IllegalStateException("there are words everywhere");
        }
        String mutated =
                file.substring(8, value.start()) + words[random.nextInt(words.length)] + file.substring(value.end());
        int length = header - 8 + mutated.length() - (file.length() - 8);
        return ByteBuffer.allocate(8 + mutated.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(mutated.getBytes(StandardCharsets.ISO_8859_1))
                .array();
    }
}
