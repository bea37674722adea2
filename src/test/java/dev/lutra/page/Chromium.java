package dev.lutra.page;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The Chromium that is installed, without a window. Playwright downloads none. */
final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    /** How it draws. */
    enum Graphics {
        /** WebGL on the CPU, so that tests see the same pixels on every machine. */
        SOFTWARE_GL("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
        NO_GL("--disable-gpu", "--disable-software-rasterizer");

        private final List<String> options;

        Graphics(String... options) {
            this.options = List.of(options);
        }
    }

    private final Path program;
    private final Playwright playwright;
    private final Map<Graphics, Browser> browsers = new TreeMap<>();

    Chromium(Path program) {
        this.program = program;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** Finds it; the test is skipped where it is not installed. */
    static Path program() {
        Stream<Path> named = Stream.ofNullable(System.getenv("LUTRA_CHROMIUM")).map(Path::of);
        Stream<Path> installed = NAMES.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)));
        return Stream.concat(named, installed)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> abort("the page is not tested: there is no Chromium, and LUTRA_CHROMIUM names none"));
    }

    /** The one browser that draws so, started if need be. */
    Browser browser(Graphics graphics) {
        return browsers.computeIfAbsent(graphics, this::start);
    }

    @Override
    public void close() {
        playwright.close();
    }

    private Browser start(Graphics graphics) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(graphics.options)
                        .setChromiumSandbox(!isRoot()));
    }

    /** The sandbox does not run for root. */
    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
