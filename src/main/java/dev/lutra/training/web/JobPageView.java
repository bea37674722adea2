package dev.lutra.training.web;

import dev.lutra.training.JobPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of training jobs as JSON. */
@Schema(name = "TrainingJobPage")
record JobPageView(List<JobView> items, int page, int size, int total) {

    static JobPageView of(JobPage page) {
        return new JobPageView(page.items().stream().map(JobView::of).toList(), page.page(), page.size(), page.total());
    }
}
