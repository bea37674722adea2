package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest extends BrowserTest {

    @Test
    void drawsInSoftware() {
        page.navigate("/robots.txt");
        assertThat(page.evaluate("async () => Object.keys(await import('/lutra.js')).length > 2")).isEqualTo(true);
        assertThat(page.evaluate("!!new OffscreenCanvas(1, 1).getContext('webgl2')")).isEqualTo(true);
    }
}
