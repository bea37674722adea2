package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.lutra.color.Lut3d;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done with one look, or with some, on the photograph at 1:1. */
class LargeViewTest extends GallerySteps {

    private static final String OTHER = "kodak-tri-x-400";
    private static final int SIZE = 33;

    /** Codes between what the page draws and what the service's own look gives. */
    private static final int CLOSE = 1;

    private Picture graded;

    @BeforeEach
    void openTheLook() {
        openLook(LOOK);
        press("1");
        graded = PHOTOGRAPH.with(delivered(LOOK, SIZE));
        view("the look on the photograph", shows(graded));
    }

    @Test
    void showsTheOriginalWhileHeld() {
        page.keyboard().down("\\");
        view("the original by key", shows(PHOTOGRAPH));
        page.keyboard().up("\\");
        view("the look again", shows(graded));

        centre(button("Original"));
        page.mouse().down();
        view("the original by pointer", shows(PHOTOGRAPH));
        page.mouse().up();
        view("the look after it", shows(graded));
    }

    @Test
    void splitsWhereTheLineIs() {
        press("v");
        Locator line = slider("Split between original and look");
        assertThat(line).hasAttribute("aria-valuenow", "50");
        assertSplit(0.5);

        BoundingBox panes = page.locator("#panes").boundingBox();
        centre(line);
        page.mouse().down();
        page.mouse().move(panes.x + 0.4 * panes.width, panes.y + panes.height / 2);
        page.mouse().up();
        assertThat(line).hasAttribute("aria-valuenow", "40");
        assertSplit(0.4);

        line.focus();
        line.press("PageUp");
        line.press("ArrowRight");
        assertThat(line).hasAttribute("aria-valuenow", "51");
        assertSplit(0.51);
        line.press("Home");
        view("the look everywhere", shows(graded));
    }

    @Test
    void changesTheStrength() {
        Locator strength = slider("Strength");
        for (int i = 0; i < 10; i++) {
            press("[");
        }
        assertThat(page.locator("#strength-value")).hasText("50 %");
        view("half of the look", shown -> shown.difference(PHOTOGRAPH.mixedWith(graded)) <= CLOSE + 1);
        strength.fill("0");
        view("nothing of the look", shows(PHOTOGRAPH));
        strength.fill("150");
        assertThat(page.locator("#strength-value")).hasText("150 %");
        view("more than the look", shown -> shown.difference(PHOTOGRAPH) > graded.difference(PHOTOGRAPH));
    }

    @Test
    void comparesPinnedLooks() {
        press("p");
        pin("Kodak TRI-X 400");
        press("c");
        assertThat(page.locator("#stage")).hasAttribute("data-shown", LOOK + " " + OTHER);
        assertThat(page.locator("#panes figcaption")).hasText(new String[] {TITLE, "Kodak TRI-X 400"});
        Locator panes = page.locator("#panes canvas");
        assertThat(panes).hasCount(2);
        press("Escape");
        assertThat(panes).hasCount(1);
    }

    @Test
    void blendsOnThePad() {
        press("p");
        pin("Kodak TRI-X 400");
        press("b");
        Locator handle = slider("Mix of the pinned looks");
        assertThat(handle).hasAttribute("aria-valuetext", TITLE + " 50 %, Kodak TRI-X 400 50 %");
        Picture other = PHOTOGRAPH.with(delivered(OTHER, SIZE));
        view("half of each look", shown -> shown.difference(graded.mixedWith(other)) <= CLOSE + 1);
        handle.focus();
        for (int i = 0; i < 5; i++) {
            handle.press("Shift+ArrowLeft");
        }
        assertThat(handle).hasAttribute("aria-valuetext", TITLE + " 100 %, Kodak TRI-X 400 0 %");
        view("the first look alone", shows(graded));
    }

    @Test
    void undoesTheLook() {
        Lut3d inverse = readCube("/luts/%s/inverse.cube?res=%d".formatted(LOOK, SIZE));
        press("i");
        assertThat(page.locator("#badge")).hasText("The look undone");
        view("the inverse on the photograph", shows(PHOTOGRAPH.with(inverse)));
        press("i");
        view("the look itself", shows(graded));
    }

    @Test
    void showsWhatTheBareNetworkGives() {
        tab("Analyse").click();
        button("Network only").click();
        Lut3d network = readCube("/luts/%s.cube?res=%d&from=network".formatted(LOOK, SIZE));
        view("the network on the photograph", shows(PHOTOGRAPH.with(network)));
        button("Difference").click();
        assertThat(page.locator("#badge")).containsText("What the detail changes");
        view("the difference", shown -> shown.difference(graded) > 20);
        assertThat(page.locator("#histogram svg")).isVisible();
        assertThat(page.locator("#curves-text")).containsText("mid grey becomes");
    }

    private Predicate<Picture> shows(Picture expected) {
        return shown -> shown.difference(expected) <= CLOSE;
    }

    /** Left of the line is the original, right of it the look; the photograph lies in the middle of the view. */
    private void assertSplit(double at) {
        BoundingBox panes = page.locator("#panes").boundingBox();
        int line = (int) Math.round(at * panes.width - (panes.width - PHOTOGRAPH.width()) / 2);
        assertThat(line).isBetween(10, PHOTOGRAPH.width() - 10);
        view(
                "a split at " + at,
                shown -> shown.width() == PHOTOGRAPH.width()
                        && shown.columns(0, line - 3).difference(PHOTOGRAPH.columns(0, line - 3)) <= CLOSE
                        && shown.columns(line + 3, shown.width()).difference(graded.columns(line + 3, graded.width()))
                                <= CLOSE);
    }

    private void centre(Locator locator) {
        BoundingBox box = locator.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    }
}
