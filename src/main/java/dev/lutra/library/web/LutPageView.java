package dev.lutra.library.web;

import dev.lutra.library.LutPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One page of a list of LUTs as JSON. */
@Schema(name = "LutPage")
record LutPageView(List<LutView> items, int page, int size, int total) {

    static LutPageView of(LutPage page) {
        return new LutPageView(page.items().stream().map(LutView::of).toList(), page.page(), page.size(), page.total());
    }
}
