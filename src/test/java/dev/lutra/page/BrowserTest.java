package dev.lutra.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.lutra.ServedNode;
import dev.lutra.TestDatabase;
import dev.lutra.TestNode;
import dev.lutra.Waiting;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Opens pages of the service in Chromium, with WebGL on the CPU. All tests share one service with the shipped models and
 * one browser; each has a browser profile of its own. A test fails on any error in the console, uncaught exception,
 * violation of the Content-Security-Policy, or request to another host.
 */
@Tag("slow")
public abstract class BrowserTest {

    /** Longer than any step of a person takes on a slow machine that is busy. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Path PICTURES = Path.of("target", "browser");

    @RegisterExtension
    private final Shared shared = new Shared();

    private final List<String> faults = new ArrayList<>();
    private final List<Pattern> expected = new ArrayList<>();
    private BrowserContext profile;

    /** An empty tab. */
    protected Page page;

    @BeforeEach
    void openTab() {
        PlaywrightAssertions.setDefaultAssertionTimeout(LIMIT.toMillis());
        profile = shared.chromium.browser(graphics()).newContext(options());
        profile.setDefaultTimeout(LIMIT.toMillis());
        profile.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                faults.add("%s (%s)".formatted(message.text(), message.location()));
            }
        });
        profile.onWebError(error -> faults.add(error.error()));
        profile.onRequest(request -> {
            URI address = URI.create(request.url());
            if (address.getHost() != null && !address.toString().startsWith(node().address() + "/")) {
                faults.add("request to another host: " + request.url());
            }
        });
        page = profile.newPage();
    }

    @AfterEach
    void closeTab() {
        profile.close();
        assertThat(faults)
                .filteredOn(fault -> expected.stream()
                        .noneMatch(pattern -> pattern.matcher(fault).find()))
                .isEmpty();
    }

    /** How the browser draws. */
    Chromium.Graphics graphics() {
        return Chromium.Graphics.SOFTWARE_GL;
    }

    /** The size and the settings of the tab. */
    protected Browser.NewContextOptions options() {
        return new Browser.NewContextOptions().setBaseURL(node().address()).setViewportSize(1440, 900);
    }

    /** The service that the tab shows. */
    protected ServedNode node() {
        return shared.node;
    }

    /** The profile of the tab. */
    protected BrowserContext profile() {
        return profile;
    }

    /** Lets the console tell an error, such as the answer that a test provokes. */
    protected void expectError(String pattern) {
        expected.add(Pattern.compile(pattern));
    }

    /** Starts a service with the shipped models. */
    static TestNode serve() {
        var node = new TestNode(TestDatabase.H2.settings(), "lutra.models.path=models");
        Waiting.until("readiness", () -> node.get("/readyz").statusCode() == 200);
        return node;
    }

    /** The browser and the service of all tests of a run, and a picture of the tab when a test fails. */
    private final class Shared implements BeforeEachCallback, AfterTestExecutionCallback {

        private Chromium chromium;
        private TestNode node;

        @Override
        public void beforeEach(ExtensionContext test) {
            ExtensionContext.Store ofRun =
                    test.getRoot().getStore(ExtensionContext.Namespace.create(BrowserTest.class));
            Path program = Chromium.program();
            // The store closes the last first, and the service waits for the connections of the browser.
            node = ofRun.computeIfAbsent(TestNode.class, key -> serve(), TestNode.class);
            chromium = ofRun.computeIfAbsent(Chromium.class, key -> new Chromium(program), Chromium.class);
        }

        @Override
        public void afterTestExecution(ExtensionContext test) {
            if (test.getExecutionException().isPresent()) {
                String name = test.getRequiredTestClass().getSimpleName() + "-"
                        + test.getRequiredTestMethod().getName();
                page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
            }
        }
    }
}
