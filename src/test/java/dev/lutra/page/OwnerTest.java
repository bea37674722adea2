package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lutra.ServedNode;
import dev.lutra.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What the owner of a key does, and nobody else sees. */
class OwnerTest extends GallerySteps {

    private static final String MADE = "made";

    @Test
    void hidesEverythingWithoutAKey() {
        open("/looks/" + LOOK);
        assertThat(button("Library")).isHidden();
        assertThat(button("Delete look")).hasCount(0);
        button("More").click();
        assertThat(button("Forget the key")).isHidden();
        button("Enter the key of the library").click();
        expectError("401");
        enter("not-a-key");
        assertThat(page.getByRole(AriaRole.ALERT).filter(withText("This key is not known here.")))
                .isVisible();
        assertThat(button("Library")).isHidden();
    }

    @Test
    void uploadsWatchesAndDeletes() {
        open("/");
        giveKey();
        button("Library").click();
        page.getByLabel("LUT files or zip archives").setInputFiles(new FilePayload[] {
            file("made.cube", cube().getBytes(StandardCharsets.UTF_8)),
            file("broken.cube", "LUT_3D_SIZE 2\n0 0 zero\n".getBytes(StandardCharsets.UTF_8))
        });
        Locator report = page.getByLabel("Upload report");
        assertThat(report).containsText(MADE);
        assertThat(report).containsText("broken.cube, line 2");
        assertThat(page.getByText("1 accepted, 1 refused.")).isVisible();

        Locator job = page.getByLabel("Jobs").locator("[data-job]").first();
        assertThat(job)
                .hasAttribute(
                        "data-state",
                        "SUCCEEDED",
                        new LocatorAssertions.HasAttributeOptions().setTimeout(Waiting.LIMIT.toMillis()));
        button("Close").click();

        page.getByLabel("Search looks").fill(MADE);
        look(MADE).click();
        assertThat(page.locator("#panel-look")).containsText("In the model");
        choosePhotograph(PHOTOGRAPH);
        press("1");
        Picture graded = PHOTOGRAPH.with(delivered(MADE, 33));
        view("the new look on the photograph", shown -> shown.difference(graded) <= 1);

        button("Delete look").click();
        button("Delete").click();
        assertThat(look(MADE)).hasCount(0);
        assertThat(node().get("/luts/" + MADE).statusCode()).isEqualTo(404);
    }

    @Test
    void forgetsTheKey() {
        open("/");
        giveKey();
        page.reload();
        assertThat(button("Library")).isVisible();
        button("More").click();
        button("Forget the key").click();
        assertThat(button("Library")).isHidden();
        page.reload();
        assertThat(look(TITLE)).isVisible();
        assertThat(button("Library")).isHidden();
    }

    private void giveKey() {
        button("More").click();
        button("Enter the key of the library").click();
        // The page tries the key with an upload of nothing.
        expectError("400");
        enter(ServedNode.API_KEY);
        assertThat(button("Library")).isVisible();
    }

    private void enter(String key) {
        page.getByLabel("Key", new Page.GetByLabelOptions().setExact(true)).fill(key);
        button("Use the key").click();
    }

    private static Locator.FilterOptions withText(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** A look with colours that no look of the shipped model has. */
    private static String cube() {
        var text = new StringBuilder("TITLE \"%s\"%nLUT_3D_SIZE 9%n".formatted(MADE));
        for (int i = 0; i < 9 * 9 * 9; i++) {
            double red = i % 9 / 8.0;
            double green = i / 9 % 9 / 8.0;
            double blue = i / 81 / 8.0;
            text.append(String.format(
                    Locale.ROOT,
                    "%.6f %.6f %.6f%n",
                    Math.pow(red, 0.8),
                    0.9 * green + 0.1 * blue,
                    Math.pow(blue, 1.2)));
        }
        return text.toString();
    }
}
