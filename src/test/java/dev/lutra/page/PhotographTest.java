package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FileChooser;
import com.microsoft.playwright.JSHandle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One's own photograph: it gets into the page in three ways, and never out of it. */
class PhotographTest extends GallerySteps {

    @Test
    void isChosen() {
        List<String> sent = new ArrayList<>();
        profile().onRequest(request -> {
            if (!request.method().equals("GET")) {
                sent.add(request.url());
            }
        });
        open("/looks/" + LOOK);
        FileChooser chooser =
                page.waitForFileChooser(() -> button("Open photograph").click());
        chooser.setFiles(file("mine.png", PHOTOGRAPH.png()));
        isShown();
        page.reload();
        assertThat(button("Your photograph")).isHidden();
        assertThat(sent).isEmpty();
    }

    @Test
    void isDropped() {
        open("/looks/" + LOOK);
        page.dispatchEvent("body", "drop", Map.of("dataTransfer", dataTransfer()));
        isShown();
    }

    @Test
    void isPasted() {
        open("/looks/" + LOOK);
        page.evaluate(
                "data => document.body.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true}))",
                dataTransfer());
        isShown();
    }

    @Test
    void isRefusedWhenItIsNone() {
        open("/");
        page.getByLabel("Photograph file").setInputFiles(file("text.png", new byte[] {1, 2, 3}));
        assertThat(page.locator("#toast")).containsText("cannot read that file");
        assertThat(button("Your photograph")).isHidden();
    }

    /** At 1:1 the whole photograph fits into the large view. */
    private void isShown() {
        assertThat(button("Your photograph")).hasAttribute("aria-pressed", "true");
        press("1");
        page.keyboard().down("\\");
        assertThat(page.locator("#badge")).hasText("Original");
        view("the photograph itself", shown -> shown.difference(PHOTOGRAPH) <= 1);
        page.keyboard().up("\\");
        view("the photograph with the look", shown -> shown.difference(PHOTOGRAPH) > 20);
    }

    private JSHandle dataTransfer() {
        return page.evaluateHandle("""
                base64 => {
                  const data = new DataTransfer();
                  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
                  data.items.add(new File([bytes], 'mine.png', {type: 'image/png'}));
                  return data;
                }""", Base64.getEncoder().encodeToString(PHOTOGRAPH.png()));
    }
}
