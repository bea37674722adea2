package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import dev.lutra.ServedNode;
import dev.lutra.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.text.Collator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** All looks at once: found, sorted, starred, and chosen by keyboard. */
class GalleryTest extends GallerySteps {

    private static final String MONOCHROME = "Ilford HP5";

    @Test
    void showsAllLooks() {
        open("/");
        waitForThumbnails();
        int looks = ServedNode.json(node().get("/luts?size=1")).get("total").intValue();
        assertThat(page.locator("#count")).hasText(looks + " looks");
        assertThat(cards()).hasCount(looks);
        Picture color = thumbnail(TITLE, shown -> shown.chroma() > 20);
        Picture grey = thumbnail(MONOCHROME, shown -> shown.chroma() <= 2 && shown.difference(color) > 20);
        assertThat(grey.width()).isEqualTo(color.width());
    }

    @Test
    void findsLooks() {
        open("/");
        int looks = cards().count();
        page.getByLabel("Search looks").fill("kodak portra");
        assertThat(page.locator("#count")).hasText(Pattern.compile("^[1-9]\\d* of " + looks + " looks$"));
        assertThat(look(TITLE)).isVisible();
        assertThat(cards().allTextContents()).allMatch(title -> title.contains("Portra"));

        page.getByLabel("Search looks").fill("no such look");
        assertThat(page.getByText("No look fits these filters.")).isVisible();
        button("Clear filters").first().click();
        assertThat(cards()).hasCount(looks);

        button("Black and white").click();
        assertThat(look(TITLE)).hasCount(0);
        int monochrome = cards().count();
        button("Colour").click();
        assertThat(cards()).hasCount(looks - monochrome);
        choice("Brand").selectOption("fuji");
        assertThat(cards()).not().hasCount(looks - monochrome);
        assertThat(look(TITLE)).hasCount(0);
    }

    @Test
    void sortsLooks() {
        open("/");
        choice("Sort").selectOption("Name");
        List<String> titles = cards().allTextContents();
        Collator english = Collator.getInstance(Locale.ENGLISH);
        assertThat(titles)
                .filteredOn(title -> title.matches("[A-Za-z ]+"))
                .hasSizeGreaterThan(10)
                .isSortedAccordingTo(english);

        look(TITLE).click();
        choice("Sort").selectOption("Likeness");
        assertThat(cards().first()).hasText(TITLE);
        assertThat(cards().nth(1)).containsText("Portra 160");
    }

    @Test
    void choosesByKeyboard() {
        open("/");
        List<String> titles = cards().allTextContents();
        press("/");
        assertThat(page.getByLabel("Search looks")).isFocused();
        press("Escape");
        press("ArrowRight");
        press("ArrowRight");
        assertThat(look(titles.get(2))).isFocused();
        press("Enter");
        assertThat(heading()).hasText(titles.get(2));
        press("ArrowRight");
        assertThat(heading()).hasText(titles.get(3));
        assertThat(page).hasTitle(titles.get(3) + ": Lutra");
        press("ArrowLeft");
        press("ArrowLeft");
        assertThat(heading()).hasText(titles.get(1));
        press("Escape");
        assertThat(page.locator("#viewer")).isHidden();
        assertThat(page).hasURL(node().address() + "/");
        assertThat(look(titles.get(1))).isFocused();
        page.goBack();
        assertThat(heading()).hasText(titles.get(1));
    }

    @Test
    void keepsStarsAndExportsThem() throws IOException {
        open("/");
        look(TITLE).hover();
        button("Star " + TITLE).click();
        look(MONOCHROME).focus();
        press("s");
        page.reload();
        assertThat(button("Star " + TITLE)).hasAttribute("aria-pressed", "true");
        button("Starred").click();
        assertThat(cards()).hasCount(2);

        button("More").click();
        Download file = page.waitForDownload(
                () -> button("Export stars and collections").click());
        JsonNode kept = new JsonMapper().readTree(Files.readAllBytes(file.path()));
        assertThat(kept.get("stars")).hasSize(2);
        assertThat(kept.get("stars").toString()).contains("\"" + LOOK + "\"");

        page.evaluate("localStorage.clear()");
        page.reload();
        assertThat(button("Star " + TITLE)).hasAttribute("aria-pressed", "false");
        page.getByLabel("Stars and collections file")
                .setInputFiles(file("stars.json", Files.readAllBytes(file.path())));
        assertThat(button("Star " + TITLE)).hasAttribute("aria-pressed", "true");
    }

    @Test
    void saysThatThereIsNoSuchLook() {
        expectError("404");
        open("/looks/gone");
        assertThat(page.locator("#toast")).containsText("gone");
        assertThat(page.locator("#looks")).isVisible();
    }

    private Locator cards() {
        return page.locator("#looks .card .name");
    }

    private Locator heading() {
        return page.locator("#look-title");
    }

    /** The thumbnail of a look, once it is as it should be. */
    private Picture thumbnail(String title, Predicate<Picture> condition) {
        Locator canvas = look(title).locator("canvas");
        canvas.scrollIntoViewIfNeeded();
        return Waiting.until(
                "the thumbnail of " + title,
                () -> Picture.ofDataUrl((String) canvas.evaluate("canvas => canvas.toDataURL('image/png')")),
                condition);
    }
}
