package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.library.Encoding;
import dev.lutra.library.EncodingQueue;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.LutNotFound;
import dev.lutra.library.ModelNotFound;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** The training jobs. */
@Service
public class Jobs implements EncodingQueue {

    private final JobTable table;
    private final JobQueue queue;
    private final Library library;
    private final TransactionTemplate transaction;

    Jobs(JobTable table, JobQueue queue, Library library, TransactionTemplate transaction) {
        this.table = table;
        this.queue = queue;
        this.library = library;
        this.transaction = transaction;
    }

    /**
     * Queues a job. Other problems appear only when a worker takes it: the job then fails and gives the reason.
     *
     * @throws UnknownModel if the request is to encode into a model that does not exist
     * @throws UnknownLuts if the request names LUTs that do not exist
     */
    public Job submit(JobRequest request) {
        library.refresh();
        Optional<LibraryModel> model =
                request instanceof EncodeRequest encode ? model(encode.model()) : Optional.empty();
        List<String> luts = request.asksForAll() ? all(request, model) : slugs(request.luts());
        String slug = model.map(LibraryModel::id).orElse(null);
        UUID id = insert(slug, JobOrder.of(request, luts, request.asksForAll()));
        return find(id.toString());
    }

    @Override
    @Transactional
    public String add(List<String> luts, String model) {
        var request = new EncodeRequest(null, luts, model, null);
        return insert(model, JobOrder.of(request, luts, true)).toString();
    }

    /**
     * Finds a job. If it has succeeded, the {@link Library} of this node shows its result.
     *
     * @throws JobNotFound if there is no such job
     */
    public Job find(String id) {
        Job job = parse(id).flatMap(table::find).orElseThrow(() -> new JobNotFound(id));
        if (job.state() == JobState.SUCCEEDED) {
            library.refresh();
        }
        return job;
    }

    /**
     * Lists jobs, the newest first.
     *
     * @param page 0 for the first
     * @param size 1 or more
     */
    public JobPage page(int page, int size) {
        return table.page(page, size);
    }

    /**
     * Cancels a job: at once if it waits, otherwise as soon as its worker notices.
     *
     * @throws JobNotFound if there is no such job
     * @throws JobFinished if it has ended
     */
    public Job cancel(String id) {
        Job job = find(id);
        while (!job.state().isFinal()) {
            // A worker may take the job, or give it back, between the two updates.
            if (table.cancelQueued(job.id()) || table.requestCancel(job.id())) {
                return find(id);
            }
            job = find(id);
        }
        throw new JobFinished(job);
    }

    private UUID insert(@Nullable String model, JobOrder order) {
        UUID id = UUID.randomUUID();
        transaction.executeWithoutResult(status -> {
            table.insert(id, name(order, model), model, order);
            queue.add(id, order.request().mode());
        });
        return id;
    }

    private Optional<LibraryModel> model(@Nullable String id) {
        if (id == null) {
            return library.active();
        }
        try {
            return Optional.of(library.model(id));
        } catch (ModelNotFound e) {
            throw UnknownModel.of(id);
        }
    }

    /**
     * All LUTs to train on; for an encoding, those that the model lacks or holds with a lower accuracy than requested.
     */
    private List<String> all(JobRequest request, Optional<LibraryModel> model) {
        Set<Long> held = model.map(library::holdings).stream()
                .flatMap(holdings -> holdings.values().stream())
                .filter(lut -> keepsWhatWasPromised(lut, request))
                .map(LibraryLut::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return library.luts().stream()
                .filter(lut -> lut.hasSource() && !held.contains(lut.key()))
                .map(LibraryLut::id)
                .toList();
    }

    private static boolean keepsWhatWasPromised(LibraryLut held, JobRequest request) {
        Encoding encoding = held.encoding().orElseThrow();
        Accuracy wanted = request.accuracy(held, encoding.model().network());
        return wanted.isNone() || encoding.accuracy().keeps(wanted);
    }

    private List<String> slugs(List<String> ids) {
        Set<String> slugs = new LinkedHashSet<>();
        Map<String, String> unknown = new LinkedHashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            try {
                slugs.add(library.find(ids.get(i), null).id());
            } catch (LutNotFound e) {
                unknown.put("luts[%d]".formatted(i), ids.get(i));
            }
        }
        if (!unknown.isEmpty()) {
            throw new UnknownLuts(unknown);
        }
        return List.copyOf(slugs);
    }

    private static String name(JobOrder order, @Nullable String model) {
        String given = order.request().name();
        if (given != null) {
            return given;
        }
        return switch (order.request()) {
            case TrainRequest train -> "Network " + LocalDate.now(ZoneOffset.UTC);
            case EncodeRequest encode -> {
                List<String> luts = order.luts();
                String what = luts.size() == 1 ? luts.getFirst() : luts.size() + " LUTs";
                yield model == null ? "Encode " + what : "Encode %s into %s".formatted(what, model);
            }
        };
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
