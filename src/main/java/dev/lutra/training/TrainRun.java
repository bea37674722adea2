package dev.lutra.training;

import dev.lutra.codec.Accuracy;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Invertibility;
import dev.lutra.color.Lut3d;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.ModelStore;
import dev.lutra.library.NewEncoding;
import dev.lutra.library.Slug;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLook;
import dev.lutra.network.Model;
import dev.lutra.network.Network;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.Engines;
import dev.lutra.network.file.InvalidModelFile;
import dev.lutra.network.learn.Checkpoint;
import dev.lutra.network.learn.DetailConstants;
import dev.lutra.network.learn.Encoder;
import dev.lutra.network.learn.LearningLoop;
import dev.lutra.network.learn.LookEncoder;
import dev.lutra.network.learn.Provenance;
import dev.lutra.network.learn.Training;
import dev.lutra.network.learn.TrainingSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Trains a network on LUTs of the library and publishes it as a model. */
@Component
@Profile("worker")
final class TrainRun implements JobRun<TrainRequest> {

    private static final Logger log = LoggerFactory.getLogger(TrainRun.class);

    private final JobLuts luts;
    private final ModelStore models;
    private final JobTable table;
    private final AttemptTable attempts;
    private final CheckpointTable checkpoints;
    private final JobSettings settings;

    TrainRun(
            JobLuts luts,
            ModelStore models,
            JobTable table,
            AttemptTable attempts,
            CheckpointTable checkpoints,
            JobSettings settings) {
        this.luts = luts;
        this.models = models;
        this.table = table;
        this.attempts = attempts;
        this.checkpoints = checkpoints;
        this.settings = settings;
    }

    @Override
    public void run(RunningJob job, TrainRequest request) {
        var members = new ArrayList<>(luts.toTrainOn(job));
        TrainingSettings training = request.settings(members.size());
        MemoryNeed.training(members, training)
                .withDetails(members, settings.computeThreads())
                .check(members.size());
        var lattices = new ArrayList<>(luts.sources(job, members));
        if (request.bijective()) {
            leaveOutWhatCannotBeInverted(members, lattices);
        }
        var progress = new TrainProgress(job, training);
        Training.Result result = learn(job, lattices, training, progress);
        List<Embedding> embeddings = job.unlessInterrupted(Encoder.store(
                result,
                lattices,
                training,
                Engines.choose(settings.device()),
                settings.computeThreads(),
                progress::stored,
                job));
        Network network = job.unlessInterrupted(DetailConstants.addTo(
                result.network(),
                lattices,
                embeddings,
                Engines.choose(settings.device()),
                settings.computeThreads(),
                job));
        List<EncodedLook> looks = complete(job, members, lattices, embeddings, network, progress);
        publish(job, request, members, network, looks);
    }

    private static void leaveOutWhatCannotBeInverted(List<LibraryLut> members, List<Lut3d> lattices) {
        for (int i = members.size() - 1; i >= 0; i--) {
            if (Invertibility.share(lattices.get(i)) < Invertibility.ENOUGH) {
                log.info(
                        "'{}' is left out: too little of it can be inverted",
                        members.get(i).id());
                members.remove(i);
                lattices.remove(i);
            }
        }
        if (members.isEmpty()) {
            throw new JobFailed("None of these LUTs can be undone well enough for a bijective network to learn it:"
                    + " black-and-white looks and looks that fold colours together cannot.");
        }
    }

    private Training.Result learn(
            RunningJob job, List<Lut3d> lattices, TrainingSettings training, TrainProgress progress) {
        try (var run = new Training(lattices, training, Engines.choose(settings.device()), settings.computeThreads())) {
            job.device(run.device().name());
            resume(job, run, progress);
            Training.Result result =
                    new LearningLoop(run, settings.checkpoints()).run(job::offer, progress::trained, job);
            return job.unlessInterrupted(result);
        }
    }

    private void resume(RunningJob job, Training run, TrainProgress progress) {
        Optional<byte[]> saved = job.persistently(() -> checkpoints.read(job.id()));
        if (saved.isEmpty()) {
            progress.resumed(0);
            return;
        }
        try {
            Checkpoint checkpoint = Checkpoint.read(new ByteArrayInputStream(saved.get()));
            run.resume(checkpoint);
            progress.resumed(checkpoint.iteration());
            log.info("Job {} continues from iteration {}", job.id(), checkpoint.iteration());
        } catch (InvalidModelFile | IllegalArgumentException e) {
            log.warn("Job {} starts over, because its checkpoint cannot be used: {}", job.id(), e.getMessage());
            progress.resumed(0);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
    }

    /** Makes the details, and measures the LUTs as they will be delivered. */
    private List<EncodedLook> complete(
            RunningJob job,
            List<LibraryLut> members,
            List<Lut3d> lattices,
            List<Embedding> embeddings,
            Network network,
            TrainProgress progress) {
        List<Accuracy> accuracies = members.stream()
                .map(lut -> job.request().accuracy(lut, network))
                .toList();
        try (Decoder decoder = Decoder.open(network, Engines.choose(settings.device()), settings.computeThreads())) {
            return job.unlessInterrupted(new LookEncoder(decoder, network, settings.computeThreads())
                    .encode(lattices, embeddings, accuracies, done -> progress.measured(done, lattices.size()), job));
        }
    }

    private void publish(
            RunningJob job, TrainRequest request, List<LibraryLut> members, Network network, List<EncodedLook> looks) {
        var encodings = new ArrayList<NewEncoding>();
        for (int i = 0; i < members.size(); i++) {
            encodings.add(new NewEncoding(members.get(i), looks.get(i)));
        }
        Job made = job.job();
        var info = new Model.Info(
                Slug.of(made.name()),
                made.name(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Provenance.of(members.size(), request.settings(members.size())),
                null,
                null);
        JobProgress done = job.progress()
                .ended(FidelityMeter.average(
                                looks.stream().map(EncodedLook::fidelity).toList())
                        .deltaE76()
                        .mean());
        String model = job.persistently(() -> publishedBefore(job)
                .orElseGet(() -> models.publish(info, network, encodings, request.activate(), slug -> {
                    job.succeed(attempts, slug, done);
                    checkpoints.delete(job.id());
                })));
        log.info("Job {} published model '{}'", job.id(), model);
    }

    /** The connection may have broken after the commit and before its confirmation. */
    private Optional<String> publishedBefore(RunningJob job) {
        return table.find(job.id())
                .filter(found -> found.state() == JobState.SUCCEEDED && found.attempt() == job.attempt())
                .map(Job::model);
    }
}
