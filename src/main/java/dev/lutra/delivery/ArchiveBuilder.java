package dev.lutra.delivery;

import dev.lutra.format.LutLayout;
import dev.lutra.library.LibraryLut;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses what is in an archive of looks: their files, the names of these, and texts about them. */
public final class ArchiveBuilder {

    private static final String FOLDER = "luts/";

    private final List<LibraryLut> luts;
    private final @Nullable String model;
    private final Function<LibraryLut, LutLayout> layouts;
    private final float strength;

    /**
     * @param luts the looks, as the model holds them
     * @param model the id of the model if the request names one
     * @param layouts chooses the layout of the file of a look
     * @throws NoLooks if there are no looks
     */
    public ArchiveBuilder(
            List<LibraryLut> luts, @Nullable String model, Function<LibraryLut, LutLayout> layouts, float strength) {
        if (luts.isEmpty()) {
            throw new NoLooks();
        }
        this.luts = luts;
        this.model = model;
        this.layouts = layouts;
        this.strength = strength;
    }

    /** The files, named by the titles of their looks. */
    public ArchiveRequest files() {
        var names = new FileName.Unique();
        var notes = new ArchiveNotes();
        var looks = new ArrayList<ArchiveRequest.Look>();
        for (LibraryLut lut : luts) {
            LutRequest file = file(lut);
            String path = names.of(title -> FileName.of(file.layout().fileName(title)), file.title());
            looks.add(new ArchiveRequest.Look(path, lut.createdAt(), file));
            notes.add(path, lut, file.warnings());
        }
        return new ArchiveRequest("luts.zip", notes.texts(), looks);
    }

    /** The files, named by slugs, with a configuration of OpenColorIO that lists them by their titles. */
    public ArchiveRequest openColorIo() {
        var config = new OcioConfig(FOLDER);
        var notes = new ArchiveNotes();
        var looks = new ArrayList<ArchiveRequest.Look>();
        for (LibraryLut lut : luts) {
            LutRequest file = file(lut);
            String path = FOLDER + file.fileName();
            looks.add(new ArchiveRequest.Look(path, lut.createdAt(), file));
            notes.add(path, lut, file.warnings());
            config.add(file.title(), file.fileName(), ArchiveNotes.credits(lut));
        }
        var texts = new ArrayList<>(List.of(config.text()));
        texts.addAll(notes.texts());
        return new ArchiveRequest("ocio.zip", texts, looks);
    }

    private LutRequest file(LibraryLut lut) {
        return new LutRequest(new ColorMap.Single(lut, model), layouts.apply(lut), strength, true);
    }
}
