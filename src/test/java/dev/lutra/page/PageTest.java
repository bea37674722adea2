package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest extends BrowserTest {

    @Test
    void opensSwagger() {
        page.navigate("/swagger-ui.html");
        assertThat(page.title()).contains("Swagger");
        assertThat(page.evaluate("!!new OffscreenCanvas(1, 1).getContext('webgl2')"))
                .isEqualTo(true);
    }
}
