package dev.lutra.page;

import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A picture of 8-bit colours in memory. */
record Picture(BufferedImage image) {

    private static final int WHITE = 255;

    /** All hues and tones, without a profile: what a decoder gives back is what is here. */
    static Picture rainbow(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double hue = 6.0 * x / width;
                double tone = (y + 0.5) / height;
                int color = 0;
                for (int channel = 0; channel < 3; channel++) {
                    double wave = 0.5 + 0.5 * Math.cos(Math.PI / 3 * (hue - 2 * channel));
                    double value = tone * (0.15 + 0.85 * wave);
                    color = color << 8 | (int) Math.round(WHITE * value);
                }
                image.setRGB(x, y, color);
            }
        }
        return new Picture(image);
    }

    static Picture read(byte[] file) {
        try {
            return new Picture(ImageIO.read(new ByteArrayInputStream(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param url a data URL, in base64 */
    static Picture ofDataUrl(String url) {
        return read(Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1)));
    }

    byte[] png() {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int width() {
        return image.getWidth();
    }

    int height() {
        return image.getHeight();
    }

    /** Each pixel through a look. */
    Picture with(Lut3d look) {
        var graded = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        float[] color = new float[3];
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                Interpolation.TETRAHEDRAL.apply(
                        look, value(x, y, 0) / 255f, value(x, y, 1) / 255f, value(x, y, 2) / 255f, color, 0);
                int pixel = 0;
                for (float channel : color) {
                    pixel = pixel << 8 | Math.round(WHITE * Math.clamp(channel, 0f, 1f));
                }
                graded.setRGB(x, y, pixel);
            }
        }
        return new Picture(graded);
    }

    /** Columns of the picture. */
    Picture columns(int from, int to) {
        return new Picture(image.getSubimage(from, 0, to - from, height()));
    }

    /** The largest difference of a value, in codes; the largest there is if the sizes differ. */
    int difference(Picture other) {
        return isAsLargeAs(other) ? differences(other).max().orElse(0) : WHITE;
    }

    /** The mean difference of the values, in codes; the largest there is if the sizes differ. */
    double meanDifference(Picture other) {
        return isAsLargeAs(other) ? differences(other).average().orElse(0) : WHITE;
    }

    private boolean isAsLargeAs(Picture other) {
        return width() == other.width() && height() == other.height();
    }

    private IntStream differences(Picture other) {
        return IntStream.range(0, 3 * width() * height()).map(i -> {
            int x = i / 3 % width();
            int y = i / 3 / width();
            return Math.abs(value(x, y, i % 3) - other.value(x, y, i % 3));
        });
    }

    /** The largest difference between the channels of a pixel, in codes: 0 in a picture of greys. */
    int chroma() {
        int largest = 0;
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int red = value(x, y, 0);
                largest = Math.max(largest, Math.max(Math.abs(red - value(x, y, 1)), Math.abs(red - value(x, y, 2))));
            }
        }
        return largest;
    }

    /** Each value the mean of two. */
    Picture mixedWith(Picture other) {
        var mixed = new BufferedImage(width(), height(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                int pixel = 0;
                for (int channel = 0; channel < 3; channel++) {
                    pixel = pixel << 8 | (value(x, y, channel) + other.value(x, y, channel) + 1) / 2;
                }
                mixed.setRGB(x, y, pixel);
            }
        }
        return new Picture(mixed);
    }

    private int value(int x, int y, int channel) {
        return image.getRGB(x, y) >> (16 - 8 * channel) & WHITE;
    }
}
