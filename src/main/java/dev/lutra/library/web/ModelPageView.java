package dev.lutra.library.web;

import dev.lutra.library.Library;
import dev.lutra.library.LibraryModel;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One page of the list of models as JSON. */
@Schema(name = "ModelPage")
record ModelPageView(List<ModelView> items, int page, int size, int total) {

    static ModelPageView of(Library library, int page, int size) {
        List<LibraryModel> models = library.models();
        List<ModelView> items = models.stream()
                .skip((long) page * size)
                .limit(size)
                .map(model -> ModelView.of(model, library))
                .toList();
        return new ModelPageView(items, page, size, models.size());
    }
}
