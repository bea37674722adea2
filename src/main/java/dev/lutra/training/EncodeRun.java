package dev.lutra.training;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.ModelNotFound;
import dev.lutra.library.ModelStore;
import dev.lutra.library.NewEncoding;
import dev.lutra.network.Decoder;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Encoder;
import dev.lutra.network.EncodingSettings;
import dev.lutra.network.OutputRange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Adds LUTs to a model, batch by batch, so that they move from their sources to the network as they are done. Taken up
 * again it goes on where it was, for those that the model holds are done.
 */
@Component
@Profile("worker")
final class EncodeRun implements JobRun {

    private static final Logger log = LoggerFactory.getLogger(EncodeRun.class);

    private final JobLuts luts;
    private final Library library;
    private final ModelStore models;
    private final JobTable table;
    private final JobSettings settings;

    EncodeRun(JobLuts luts, Library library, ModelStore models, JobTable table, JobSettings settings) {
        this.luts = luts;
        this.library = library;
        this.models = models;
        this.table = table;
        this.settings = settings;
    }

    @Override
    public JobMode mode() {
        return JobMode.ENCODE;
    }

    @Override
    public void run(RunningJob job) {
        List<LibraryLut> wanted = luts.of(job);
        LibraryModel model = model(job);
        Set<Long> held = library.holdings(model).values().stream()
                .map(LibraryLut::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<LibraryLut> missing =
                wanted.stream().filter(lut -> !held.contains(lut.key())).toList();
        if (!job.order().forAll()) {
            luts.checkSources(missing);
        }
        List<LibraryLut> waiting =
                missing.stream().filter(LibraryLut::hasSource).toList();
        var progress = new EncodeProgress(job, wanted.size(), wanted.size() - waiting.size());
        if (!waiting.isEmpty()) {
            encode(job, model, waiting, progress);
        }
        job.persistently(() -> {
            job.succeed(table, model.id(), progress.ended());
            return job;
        });
        log.info("Job {} encoded {} LUTs into '{}'", job.id(), waiting.size(), model.id());
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

    private void encode(RunningJob job, LibraryModel model, List<LibraryLut> waiting, EncodeProgress progress) {
        var encoder = new Encoder(
                models.load(model, List.of()),
                EncodingSettings.of(model.network()),
                settings.device(),
                settings.computeThreads());
        try (Decoder decoder = Decoder.open(model.network(), settings.device(), settings.computeThreads())) {
            job.device(decoder.device());
            for (List<LibraryLut> batch : batches(waiting)) {
                encode(job, model, encoder, decoder, batch, progress);
            }
        }
    }

    private void encode(
            RunningJob job,
            LibraryModel model,
            Encoder encoder,
            Decoder decoder,
            List<LibraryLut> batch,
            EncodeProgress progress) {
        MemoryNeed.lattices(batch).check(batch.size());
        var members = new ArrayList<LibraryLut>();
        var lattices = new ArrayList<Lut3d>();
        for (LibraryLut lut : batch) {
            // Those that were deleted meanwhile are passed over.
            luts.source(job, lut).ifPresent(lattice -> {
                members.add(lut);
                lattices.add(lattice);
            });
        }
        if (!members.isEmpty()) {
            List<Embedding> embeddings = encoder.encode(lattices, part -> progress.encoding(part, members.size()), job);
            if (embeddings == null) {
                job.check();
                throw new IllegalStateException("an encoding ended without a reason");
            }
            List<NewEncoding> encodings = measure(job, decoder, members, lattices, embeddings, progress);
            job.persistently(() -> append(job, model, encodings));
            encodings.forEach(encoding -> progress.encoded(encoding.fidelity()));
        }
        progress.done(batch.size());
    }

    private static List<NewEncoding> measure(
            RunningJob job,
            Decoder decoder,
            List<LibraryLut> members,
            List<Lut3d> lattices,
            List<Embedding> embeddings,
            EncodeProgress progress) {
        List<EncodedLut> encoded = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Lut3d source = lattices.get(i);
            encoded.add(new EncodedLut(embeddings.get(i).values(), source.domain(), OutputRange.of(source)));
        }
        List<Fidelity> fidelities = Measurement.of(
                decoder,
                members.size(),
                (evaluation, i) -> evaluation.overGamut(encoded.get(i), lattices.get(i)),
                done -> {
                    job.check();
                    progress.measured(done, members.size());
                });
        var encodings = new ArrayList<NewEncoding>();
        for (int i = 0; i < members.size(); i++) {
            encodings.add(new NewEncoding(
                    members.get(i), embeddings.get(i), encoded.get(i).range(), fidelities.get(i)));
        }
        return encodings;
    }

    private Optional<String> append(RunningJob job, LibraryModel model, List<NewEncoding> encodings) {
        try {
            models.append(model.id(), encodings);
        } catch (ModelNotFound e) {
            throw new JobFailed("Model '%s' was deleted.".formatted(model.id()));
        }
        table.advance(job.id(), job.attempt());
        return Optional.of(model.id());
    }

    /** In order, each of as many LUTs as are worth encoding together and fit into memory together. */
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
