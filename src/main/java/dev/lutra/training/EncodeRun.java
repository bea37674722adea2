package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.ModelNotFound;
import dev.lutra.library.ModelStore;
import dev.lutra.library.NewEncoding;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.EncodingSettings;
import dev.lutra.network.learn.LookEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Adds LUTs to a model, batch by batch. The network serves each LUT as soon as it is added. A restarted job continues
 * where it stopped, because it skips the LUTs that the model holds.
 */
@Component
@Profile("worker")
final class EncodeRun implements JobRun<EncodeRequest> {

    private static final Logger log = LoggerFactory.getLogger(EncodeRun.class);

    private final JobLuts luts;
    private final Library library;
    private final ModelStore models;
    private final AttemptTable attempts;
    private final JobSettings settings;

    EncodeRun(JobLuts luts, Library library, ModelStore models, AttemptTable attempts, JobSettings settings) {
        this.luts = luts;
        this.library = library;
        this.models = models;
        this.attempts = attempts;
        this.settings = settings;
    }

    @Override
    public void run(RunningJob job, EncodeRequest request) {
        List<LibraryLut> wanted = luts.of(job);
        LibraryModel model = model(job);
        Map<Long, Encoding> held = held(model);
        List<LibraryLut> wanting = wanted.stream()
                .filter(lut -> isWanting(job, lut, model, held.get(lut.key())))
                .toList();
        if (!job.order().forAll()) {
            luts.checkSources(wanting);
        }
        List<LibraryLut> waiting =
                wanting.stream().filter(LibraryLut::hasSource).toList();
        var progress = new EncodeProgress(job, wanted.size(), wanted.size() - waiting.size());
        if (!waiting.isEmpty()) {
            encode(job, model, held, waiting, progress);
        }
        job.persistently(() -> {
            job.succeed(attempts, model.id(), progress.ended());
            return job;
        });
        log.info("Job {} encoded {} LUTs into '{}'", job.id(), waiting.size(), model.id());
    }

    private Map<Long, Encoding> held(LibraryModel model) {
        Map<Long, Encoding> held = new LinkedHashMap<>();
        library.holdings(model)
                .values()
                .forEach(lut -> held.put(lut.key(), lut.encoding().orElseThrow()));
        return held;
    }

    /** Whether a model lacks a look, or holds it with a lower accuracy than requested. */
    private static boolean isWanting(RunningJob job, LibraryLut lut, LibraryModel model, @Nullable Encoding held) {
        Accuracy wanted = job.request().accuracy(lut, model.network());
        return held == null || !wanted.isNone() && !held.accuracy().keeps(wanted);
    }

    private LibraryModel model(RunningJob job) {
        String slug = job.job().model();
        if (slug == null) {
            throw new JobFailed("There is no model to encode into: train one first, with POST /training-jobs.");
        }
        try {
            return library.model(slug);
        } catch (ModelNotFound e) {
            throw new JobFailed("There is no model '%s': see GET /models for those that there are.".formatted(slug));
        }
    }

    private void encode(
            RunningJob job,
            LibraryModel model,
            Map<Long, Encoding> held,
            List<LibraryLut> waiting,
            EncodeProgress progress) {
        var encoder = new Encoder(
                models.load(model, List.of(), false),
                EncodingSettings.of(model.network()),
                Engines.choose(settings.device()),
                settings.computeThreads());
        try (Decoder decoder =
                Decoder.open(model.network(), Engines.choose(settings.device()), settings.computeThreads())) {
            job.device(decoder.device().name());
            var looks = new LookEncoder(decoder, model.network(), settings.computeThreads());
            for (List<LibraryLut> batch : batches(waiting)) {
                MemoryNeed.lattices(batch)
                        .withDetails(batch, settings.computeThreads())
                        .check(batch.size());
                EncodeBatch members = EncodeBatch.of(batch, luts, job, held);
                if (!members.isEmpty()) {
                    members.encode(encoder, looks, model.network(), progress, encodings -> {
                        job.persistently(() -> append(job, model, encodings));
                        encodings.forEach(
                                encoding -> progress.encoded(encoding.look().fidelity()));
                    });
                }
                progress.done(batch.size());
            }
        }
    }

    private Optional<String> append(RunningJob job, LibraryModel model, List<NewEncoding> encodings) {
        try {
            models.append(model.id(), encodings);
        } catch (ModelNotFound e) {
            throw new JobFailed("Model '%s' was deleted.".formatted(model.id()));
        }
        attempts.advance(job.id(), job.attempt());
        return Optional.of(model.id());
    }

    /** Divides LUTs, in their order, into batches of the size, and of the memory, that the settings allow. */
    private List<List<LibraryLut>> batches(List<LibraryLut> waiting) {
        var batches = new ArrayList<List<LibraryLut>>();
        var batch = new ArrayList<LibraryLut>();
        long bytes = 0;
        for (LibraryLut lut : waiting) {
            long more = MemoryNeed.lattice(lut);
            boolean full = batch.size() == settings.batch()
                    || bytes + more > settings.batchMemory().toBytes();
            if (full && !batch.isEmpty()) {
                batches.add(List.copyOf(batch));
                batch.clear();
                bytes = 0;
            }
            batch.add(lut);
            bytes += more;
        }
        batches.add(List.copyOf(batch));
        return batches;
    }
}
