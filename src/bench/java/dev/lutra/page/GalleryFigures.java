package dev.lutra.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.lutra.TestNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What the gallery takes: the time until the first look and until all thumbnails are drawn, the frames while it
 * scrolls, and the bytes that the browser fetches. Each opening has a new profile, so that nothing is cached.
 *
 * <p>Arguments: the number of openings, 5 by default.
 */
final class GalleryFigures {

    private static final String MARK = "performance.getEntriesByName('lutra:%s')[0].startTime";

    /** Milliseconds between frames, and the tasks over 50 ms, while the wheel turns. */
    private static final String WATCH_FRAMES = """
            () => {
              window.frames_ = [];
              window.tasks_ = [];
              new PerformanceObserver((list) => window.tasks_.push(...list.getEntries().map((each) => each.duration)))
                .observe({type: 'longtask'});
              let last = performance.now();
              const frame = (now) => {
                window.frames_.push(now - last);
                last = now;
                requestAnimationFrame(frame);
              };
              requestAnimationFrame(frame);
            }""";

    private static final int WHEEL_TURNS = 60;

    private GalleryFigures() {}

    /** One opening of the page, in milliseconds, and the bytes of answers by kind of file. */
    private record Opening(
            double firstLook, double allThumbnails, double median, double slowest, int longTasks, Map<String, Long> bytes) {}

    public static void main(String[] arguments) {
        int openings = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        try (TestNode node = BrowserTest.serve();
                var chromium = new Chromium(Chromium.program())) {
            Browser browser = chromium.browser(Chromium.Graphics.SOFTWARE_GL);
            // The first answer of each address warms the service, not the browser.
            open(browser, node);
            List<Opening> measured = new ArrayList<>();
            for (int i = 0; i < openings; i++) {
                measured.add(open(browser, node));
            }
            print(measured);
        }
    }

    private static void print(List<Opening> measured) {
        System.out.printf("medians of %d openings, Chromium with WebGL on the CPU%n%n", measured.size());
        System.out.println("| figure | |");
        System.out.println("| --- | --- |");
        System.out.printf("| first look visible | %.0f ms |%n", median(measured, Opening::firstLook));
        System.out.printf("| all thumbnails | %.0f ms |%n", median(measured, Opening::allThumbnails));
        System.out.printf("| frame while scrolling, median | %.1f ms |%n", median(measured, Opening::median));
        System.out.printf("| frame while scrolling, slowest | %.1f ms |%n", median(measured, Opening::slowest));
        System.out.printf("| tasks over 50 ms while scrolling | %.0f |%n", median(measured, Opening::longTasks));
        measured.getLast()
                .bytes
                .forEach((kind, bytes) -> System.out.printf("| %s, as fetched | %.1f KB |%n", kind, bytes / 1000.0));
    }

    private static Opening open(Browser browser, TestNode node) {
        Map<String, Response> answers = new TreeMap<>();
        try (BrowserContext profile =
                browser.newContext(new Browser.NewContextOptions().setViewportSize(1440, 900))) {
            profile.onResponse(response -> answers.put(response.url(), response));
            Page page = profile.newPage();
            page.navigate(node.address() + "/");
            page.locator("html[data-thumbnails=all]").waitFor();
            double firstLook = mark(page, "first-look");
            double allThumbnails = mark(page, "all-thumbnails");
            page.evaluate(WATCH_FRAMES);
            page.mouse().move(700, 500);
            for (int i = 0; i < WHEEL_TURNS; i++) {
                page.mouse().wheel(0, 120);
                page.evaluate("() => new Promise(requestAnimationFrame)");
            }
            double[] frames = numbers(page, "window.frames_");
            return new Opening(
                    firstLook,
                    allThumbnails,
                    frames[frames.length / 2],
                    frames[frames.length - 1],
                    numbers(page, "window.tasks_").length,
                    bytes(answers));
        }
    }

    private static double mark(Page page, String name) {
        return ((Number) page.evaluate(MARK.formatted(name))).doubleValue();
    }

    /** An array of numbers of the page, sorted. */
    private static double[] numbers(Page page, String expression) {
        return ((List<?>) page.evaluate(expression))
                .stream().mapToDouble(each -> ((Number) each).doubleValue()).sorted().toArray();
    }

    private static Map<String, Long> bytes(Map<String, Response> answers) {
        Map<String, Long> bytes = new TreeMap<>();
        answers.forEach((url, response) ->
                bytes.merge(kind(url), (long) response.request().sizes().responseBodySize, Long::sum));
        return bytes;
    }

    private static String kind(String url) {
        String path = URI.create(url).getPath();
        if (path.equals("/") || path.endsWith(".js") || path.endsWith(".css") || path.endsWith(".svg")) {
            return "page, scripts and styles";
        }
        if (path.endsWith(".safetensors")) {
            return "model file";
        }
        return path.endsWith(".jpg") ? "photographs" : "list of looks";
    }

    private static double median(List<Opening> measured, ToDoubleFunction<Opening> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
