package dev.lutra.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import dev.lutra.TestNode;
import java.nio.file.Path;

/** Takes the pictures of the gallery in the documentation. Arguments: the folder that they go to. */
final class Screenshots {

    private static final int QUALITY = 82;
    private static final String LOOK = "kodak-portra-160";

    private final Browser browser;
    private final TestNode node;
    private final Path folder;

    private Screenshots(Browser browser, TestNode node, Path folder) {
        this.browser = browser;
        this.node = node;
        this.folder = folder;
    }

    public static void main(String[] arguments) {
        try (TestNode node = BrowserTest.serve();
                var chromium = new Chromium(Chromium.program())) {
            var screenshots = new Screenshots(
                    chromium.browser(Chromium.Graphics.SOFTWARE_GL), node, Path.of(arguments[0]));
            screenshots.takeGallery();
            screenshots.takeLook();
            screenshots.takePhone();
        }
    }

    private void takeGallery() {
        take("gallery.jpg", "/", new Browser.NewContextOptions().setViewportSize(1440, 900), page -> {});
    }

    private void takeLook() {
        take("look.jpg", "/looks/" + LOOK, new Browser.NewContextOptions().setViewportSize(1440, 900), page -> {
            page.keyboard().press("v");
            page.getByText("Analyse").click();
            page.locator("#histogram svg").waitFor();
        });
    }

    private void takePhone() {
        var phone = new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true);
        take("phone.jpg", "/looks/" + LOOK, phone, page -> {});
    }

    private void take(String file, String address, Browser.NewContextOptions screen, Steps steps) {
        try (BrowserContext profile = browser.newContext(screen.setBaseURL(node.address()))) {
            Page page = profile.newPage();
            page.navigate(address);
            page.locator("html[data-thumbnails=all]").waitFor();
            if (!address.equals("/")) {
                page.locator("#stage[data-shown]").waitFor();
            }
            steps.take(page);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(folder.resolve(file))
                    .setType(ScreenshotType.JPEG)
                    .setQuality(QUALITY));
        }
    }

    /** What is done before the picture is taken. */
    private interface Steps {

        void take(Page page);
    }
}
