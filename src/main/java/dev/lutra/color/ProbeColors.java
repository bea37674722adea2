package dev.lutra.color;

import java.util.HexFormat;
import java.util.List;

/**
 * The colours at which looks are compared: a fixed set that stands for photographs. The greys come first, then colours
 * that photographs are made of, then the rest of a coarse lattice, which stands for graphics and saturated lights.
 *
 * <p>The colours of photographs were chosen by lightness, chroma and hue in L*a*b*, and are given as encoded sRGB of 8
 * bits. Three hues of each kind at three to five lightnesses cover what varies within it.
 */
final class ProbeColors {

    /** Greys from black to white, 16 codes of 8 bits apart. */
    static final int GREYS = 17;

    /** Skin of all tones: L* 25…82, chroma 14…28, hue 40…68°. */
    private static final String SKIN = "4f352e 4d362a 4a3828 825246 7d553f 77583a b07566 aa785d a37c57 d59e90 d0a188"
            + " c9a483 eec2b7 eac4b1 e5c7ad";
    /** Sky from deep blue to haze: L* 45…88, chroma 10…40, hue 240…272°. */
    private static final String SKY =
            "0d7394 0f71a1 2b6dad 2c9cc4 4b98ca 6893cc 8ac0db 95bddf a3bae1 cae0ed cedfef" + " d4ddf0";
    /** Leaves and grass: L* 25…70, chroma 20…42, hue 108…140°. */
    private static final String FOLIAGE =
            "3c3d1e 343f21 294127 5e622b 516530 3e683c 84883c 718d44 579153 adaf6c 9cb373" + " 85b880";
    /** Soil, wood, brick and sand: L* 30…72, chroma 24…36, hue 60…88°. */
    private static final String EARTH = "613f27 5a4222 534521 a26a42 97703b 8b7538 daa582 d0aa7c c6ae7a";
    /** Lakes and the sea: L* 30…70, chroma 16…22, hue 190 and 215°. */
    private static final String WATER = "234e4b 1f4d54 42817d 3d808c 87b4b0 85b3bb";
    /** Flowers, fabrics and sunsets: L* 30…88, chroma 28…70, from red over yellow and purple to blue. */
    private static final String VIVID =
            "b12938 e05546 e98346 ecba34 f0df67 df6a92 eca6b5 a24a8f 754f8d a086bc 384087" + " 01539b";
    /** Stone, clouds, shadows and walls, which are nearly grey: L* 20…90, chroma 8, four hues. */
    private static final String NEARLY_GREY = "3c2c31 353025 223430 2a313c 78666b 706a5d 5b6e6a 636b78 baa6ab b1ab9d"
            + " 9bafab a4acb9 f2dde3 e9e2d3 d2e7e2 dbe3f1";

    /** The points of the lattice along an axis. */
    private static final int LATTICE = 3;

    private static final float[] INPUTS = inputs();

    /** The number of greys and of the colours of photographs, which precede those of the lattice. */
    static final int NATURAL = GREYS + natural().size();

    /** The number of colours. */
    static final int COUNT = INPUTS.length / 3;

    private ProbeColors() {}

    /** The colours: RGB triples, 0…1. A new array. */
    static float[] rgb() {
        return INPUTS.clone();
    }

    private static List<String> natural() {
        return List.of(String.join(" ", SKIN, SKY, FOLIAGE, EARTH, WATER, VIVID, NEARLY_GREY)
                .split(" "));
    }

    private static float[] inputs() {
        List<String> natural = natural();
        int corners = LATTICE * LATTICE * LATTICE - LATTICE;
        var rgb = new float[3 * (GREYS + natural.size() + corners)];
        System.arraycopy(Lattice.greys(GREYS), 0, rgb, 0, 3 * GREYS);
        int next = 3 * GREYS;
        for (String color : natural) {
            for (byte code : HexFormat.of().parseHex(color)) {
                rgb[next++] = (code & 0xFF) / (float) CodeValue.MAX_8;
            }
        }
        float[] lattice = Lut3d.identity(LATTICE).lattice();
        for (int i = 0; i < lattice.length; i += 3) {
            if (lattice[i] != lattice[i + 1] || lattice[i] != lattice[i + 2]) {
                System.arraycopy(lattice, i, rgb, next, 3);
                next += 3;
            }
        }
        return rgb;
    }
}
