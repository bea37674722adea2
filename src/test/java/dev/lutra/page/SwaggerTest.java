package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;

class SwaggerTest extends BrowserTest {

    @Test
    void triesAnOperation() {
        page.navigate("/swagger-ui.html");
        var operation = page.locator("#operations-Library-listLuts");
        operation.locator(".opblock-summary-control").click();
        operation.locator(".try-out__btn").click();
        operation.locator(".execute").click();
        assertThat(operation.locator(".live-responses-table")).containsText("kodak-portra-160");
    }
}
