package dev.lutra.training;

import dev.lutra.color.Lut3d;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutNotFound;
import dev.lutra.library.LutStore;
import dev.lutra.library.SourceDamaged;
import dev.lutra.library.SourceNotKept;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Finds the LUTs of a job, and reads their sources. */
@Component
@Profile("worker")
final class JobLuts {

    private static final int NAMED = 10;

    private final Library library;
    private final LutStore store;

    JobLuts(Library library, LutStore store) {
        this.library = library;
        this.store = store;
    }

    /** The LUTs that the job asks for, as they are in the library now. Deleted ones are left out. */
    List<LibraryLut> of(RunningJob job) {
        job.persistently(() -> {
            library.refresh();
            return job;
        });
        return job.order().luts().stream().flatMap(slug -> find(slug).stream()).toList();
    }

    /**
     * The LUTs of the job that have a source to train on.
     *
     * @throws JobFailed if there are none, or if one that the user named is missing
     */
    List<LibraryLut> toTrainOn(RunningJob job) {
        List<LibraryLut> found = of(job);
        List<LibraryLut> usable = found.stream().filter(LibraryLut::hasSource).toList();
        if (!job.order().forAll()) {
            Set<String> there = found.stream().map(LibraryLut::id).collect(Collectors.toCollection(LinkedHashSet::new));
            List<String> gone = job.order().luts().stream()
                    .filter(slug -> !there.contains(slug))
                    .toList();
            if (!gone.isEmpty()) {
                throw new JobFailed("These LUTs were deleted before the job began: %s.".formatted(some(gone)));
            }
            checkSources(found);
        }
        if (usable.isEmpty()) {
            throw new JobFailed("There are no LUTs to learn from: upload some first, with POST /luts.");
        }
        return usable;
    }

    /** @throws JobFailed if the source of one is not kept */
    void checkSources(List<LibraryLut> luts) {
        List<String> bare = luts.stream()
                .filter(lut -> !lut.hasSource())
                .map(LibraryLut::id)
                .toList();
        if (!bare.isEmpty()) {
            throw new JobFailed(
                    "The sources of these LUTs are not kept, so a training cannot use them: %s. Upload them again or leave them out."
                            .formatted(some(bare)));
        }
    }

    /** @throws JobFailed if the source of a LUT was deleted in the meantime or is damaged */
    List<Lut3d> sources(RunningJob job, List<LibraryLut> luts) {
        var lattices = new ArrayList<Lut3d>();
        for (LibraryLut lut : luts) {
            lattices.add(source(job, lut)
                    .orElseThrow(
                            () -> new JobFailed("The source of '%s' was deleted, or is damaged.".formatted(lut.id()))));
        }
        return lattices;
    }

    /**
     * The lattice of a LUT; empty if the LUT or its source was deleted in the meantime, or if the source is damaged.
     */
    Optional<Lut3d> source(RunningJob job, LibraryLut lut) {
        return job.persistently(() -> {
            try {
                return Optional.of(store.source(lut));
            } catch (SourceNotKept | SourceDamaged e) {
                return Optional.empty();
            }
        });
    }

    private Optional<LibraryLut> find(String slug) {
        try {
            // The library also accepts a number as an index, but the job means slugs.
            return Optional.of(library.find(slug, null)).filter(lut -> lut.id().equals(slug));
        } catch (LutNotFound e) {
            return Optional.empty();
        }
    }

    private static String some(List<String> ids) {
        String named = ids.stream().limit(NAMED).map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        return ids.size() <= NAMED ? named : "%s and %d more".formatted(named, ids.size() - NAMED);
    }
}
