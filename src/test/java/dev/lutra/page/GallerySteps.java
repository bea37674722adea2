package dev.lutra.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import dev.lutra.Waiting;
import dev.lutra.color.Lut3d;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The steps that a person takes in the gallery. */
abstract class GallerySteps extends BrowserTest {

    static final String LOOK = "kodak-portra-160";

    static final String TITLE = "Kodak Portra 160";

    static final Picture PHOTOGRAPH = Picture.rainbow(320, 240);

    /** Opens an address of the gallery and waits for the list of looks. Thumbnails come later: they take seconds. */
    void open(String path) {
        page.navigate(path);
        assertThat(page.locator("#count")).hasText(Pattern.compile("looks$"));
    }

    void waitForThumbnails() {
        assertThat(page.locator("html")).hasAttribute("data-thumbnails", "all");
    }

    /** Opens a look in the large view, on {@link #PHOTOGRAPH}. */
    void openLook(String id) {
        open("/looks/" + id);
        choosePhotograph(PHOTOGRAPH);
        assertThat(page.locator("#stage")).hasAttribute("data-shown", id);
    }

    void choosePhotograph(Picture photograph) {
        page.getByLabel("Photograph file").setInputFiles(file("mine.png", photograph.png()));
        assertThat(button("Your photograph")).hasAttribute("aria-pressed", "true");
    }

    static FilePayload file(String name, byte[] content) {
        return new FilePayload(name, name.endsWith(".png") ? "image/png" : "text/plain", content);
    }

    Locator button(String name) {
        return named(AriaRole.BUTTON, name);
    }

    Locator look(String title) {
        return named(AriaRole.LIST, "Looks")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(title).setExact(true));
    }

    Locator tab(String name) {
        return named(AriaRole.TAB, name);
    }

    Locator choice(String name) {
        return named(AriaRole.COMBOBOX, name);
    }

    Locator slider(String name) {
        return named(AriaRole.SLIDER, name);
    }

    /** Pins a look in the list. The pointer leaves the list then, because a look under it is shown. */
    void pin(String title) {
        look(title).hover();
        button("Pin " + title).click();
        page.mouse().move(1, 1);
    }

    private Locator named(AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** What the large view shows, once it is as it should be. */
    Picture view(String what, Predicate<Picture> condition) {
        return Waiting.until(what, this::view, condition);
    }

    private Picture view() {
        return Picture.ofDataUrl(
                (String) page.locator("#panes canvas").first().evaluate("canvas => canvas.toDataURL('image/png')"));
    }

    /** A look as the service delivers it, over 0…1. */
    Lut3d delivered(String id, int size) {
        return readCube("/luts/%s.cube?res=%d".formatted(id, size));
    }

    Lut3d readCube(String path) {
        byte[] cube = fetched(path);
        try {
            return LutFormats.read("x.cube", new ByteArrayInputStream(cube), FormatLimits.DEFAULT)
                    .lut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] fetched(String path) {
        return node().send(node().request(path).GET(), BodyHandlers.ofByteArray())
                .body();
    }
}
