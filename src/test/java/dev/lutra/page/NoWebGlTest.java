package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Without WebGL the processor alone shows the looks, on coarser lattices. */
class NoWebGlTest extends GallerySteps {

    private static final int SIZE = 17;

    @Override
    Chromium.Graphics graphics() {
        return Chromium.Graphics.NO_GL;
    }

    @Test
    void showsLooks() {
        openLook(LOOK);
        assertThat(page.evaluate("new OffscreenCanvas(1, 1).getContext('webgl2')"))
                .isNull();
        press("1");
        Picture graded = PHOTOGRAPH.with(delivered(LOOK, SIZE));
        view("the look on the photograph", shown -> shown.difference(graded) <= 1);
    }
}
