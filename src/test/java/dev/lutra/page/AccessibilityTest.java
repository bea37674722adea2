package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** axe-core finds no serious fault, in both themes, on a screen and on a phone. */
class AccessibilityTest extends GallerySteps {

    /** Reduced motion makes changes of colours short, but a busy machine may still be at one. */
    private static final String CHANGED = "Promise.all(document.getAnimations()"
            + ".filter((change) => change instanceof CSSTransition).map((change) => change.finished.catch(() => {})))";

    private static final String FAULTS = """
            async () => (await axe.run()).violations
              .filter(({impact}) => impact === 'serious' || impact === 'critical')
              .flatMap(({id, nodes}) => nodes.map(({html, failureSummary}) => `${id}: ${html} ${failureSummary}`))""";

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hasNoSeriousFault(boolean light) {
        // Colours that are just changing have no contrast to judge.
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
        open("/");
        if (light) {
            press("t");
        }
        assertThat(page.locator("html")).hasAttribute("data-theme", light ? "light" : "dark");
        page.evaluate(axe());
        check("the gallery");

        look(TITLE).click();
        for (String tab : List.of("Look", "Blend", "Analyse", "Take away")) {
            tab(tab).click();
            check(tab);
        }
        press("v");
        press("p");
        pin("Kodak TRI-X 400");
        press("b");
        check("a blend");
        press("?");
        check("the keys");
    }

    @Test
    void fitsAPhone() {
        page.setViewportSize(390, 844);
        open("/");
        page.evaluate(axe());
        check("the gallery on a phone");
        assertThat(overflow()).as("pixels beyond the screen").isZero();
        look(TITLE).click();
        assertThat(page.locator("#panes canvas")).isVisible();
        check("a look on a phone");
        assertThat(overflow()).as("pixels beyond the screen").isZero();
        button("Next look").click();
        assertThat(page.locator("#look-title")).not().hasText(TITLE);
        button("Back to all looks").click();
        assertThat(look(TITLE)).isVisible();
    }

    private void check(String what) {
        page.evaluate(CHANGED);
        assertThat((List<?>) page.evaluate(FAULTS)).as(what).isEmpty();
    }

    private int overflow() {
        return (int) page.evaluate("document.documentElement.scrollWidth - innerWidth");
    }

    private static String axe() {
        try (InputStream script = AccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
