package dev.lutra.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where an image has the points of a lattice. Pixels are counted row after row, from the top left.
 *
 * <p>All but Hald images show the lattice as slices of one blue: squares with red to the right and green downwards or
 * upwards, black to white from the left to the right and then from the top to the bottom. The sources are:
 *
 * <ul>
 *   <li>Eskil Steenberg's Hald CLUT, as ImageMagick's {@code -hald-clut} uses it;
 *   <li>the lookup filter of GPUImage and the LUT filter of OBS Studio, whose images have 8 × 8 slices of 64 × 64;
 *   <li>Unreal Engine's documentation of its neutral LUT of 256 × 16 pixels, and PlayCanvas's of the same layout;
 *   <li>Unity's post-processing shaders, which read green along a texture's v. That is upwards in an image, because
 *       textures begin at the bottom. Unity's older colour correction (3D lookup) turned images upside down and takes
 *       the layout of Unreal Engine.
 * </ul>
 */
enum ImageLayout {

    /** Point after point, red fastest, then green, then blue: a square with sides of level³ pixels. */
    HALD {
        @Override
        int columns(int size) {
            // As rows of one slice the same pixels lie in the same order.
            return 1;
        }
    },

    /** Slices in a square, as many beside as below each other, green downwards: OBS Studio, GPUImage, three.js. */
    TILES {
        @Override
        int columns(int size) {
            return (int) Math.round(Math.sqrt(size));
        }
    },

    /** Slices in one row, green upwards: Unity. */
    STRIP {
        @Override
        int columns(int size) {
            return size;
        }

        @Override
        boolean bottomUp() {
            return true;
        }
    },

    /** Slices in one row, green downwards: Unreal Engine, PlayCanvas, ReShade. */
    UNREAL {
        @Override
        int columns(int size) {
            return size;
        }
    };

    /** The slices beside each other. */
    abstract int columns(int size);

    /** Whether green rises from the bottom to the top. */
    boolean bottomUp() {
        return false;
    }

    /** The name in requests. */
    String option() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ImageLayout> of(String option) {
        return Arrays.stream(values())
                .filter(layout -> layout.option().equals(option))
                .findFirst();
    }

    /** The pixels of a row of the image. */
    int width(int size) {
        int columns = this == HALD ? TILES.columns(size) : columns(size);
        return columns * size;
    }

    /** The rows of the image. */
    int height(int size) {
        return size * size * size / width(size);
    }

    /** The pixels of the lattice in this layout. */
    PixelGrid grid(int size) {
        return new PixelGrid(size, columns(size), bottomUp());
    }
}
