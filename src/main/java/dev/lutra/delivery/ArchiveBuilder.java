package dev.lutra.delivery;

import dev.lutra.format.LutLayout;
import dev.lutra.library.LibraryLut;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses what is in an archive of looks: their files, the names of these, and texts about them. */
public final class ArchiveBuilder {

    private static final String FOLDER = "luts/";

    private final List<LibraryLut> luts;
    private final @Nullable String model;
    private final LutLayout layout;
    private final float strength;

    /**
     * @param luts the looks, as the model holds them
     * @param model the id of the model if the request names one
     * @throws NoLooks if there are no looks
     */
    public ArchiveBuilder(List<LibraryLut> luts, @Nullable String model, LutLayout layout, float strength) {
        if (luts.isEmpty()) {
            throw new NoLooks();
        }
        this.luts = luts;
        this.model = model;
        this.layout = layout;
        this.strength = strength;
    }

    /** The files, named by the titles of their looks. */
    public ArchiveRequest files() {
        var names = new FileName.Unique();
        var credits = new Credits();
        var looks = new ArrayList<ArchiveRequest.Look>();
        for (LibraryLut lut : luts) {
            LutRequest file = file(lut);
            String path = names.of(title -> FileName.of(layout.fileName(title)), file.title());
            looks.add(new ArchiveRequest.Look(path, lut.createdAt(), file));
            credits.add(path, lut);
        }
        return new ArchiveRequest("luts.zip", List.of(credits.text()), looks);
    }

    /** The files, named by slugs, with a configuration of OpenColorIO that lists them by their titles. */
    public ArchiveRequest openColorIo() {
        var config = new OcioConfig(FOLDER);
        var credits = new Credits();
        var looks = new ArrayList<ArchiveRequest.Look>();
        for (LibraryLut lut : luts) {
            LutRequest file = file(lut);
            String path = FOLDER + file.fileName();
            looks.add(new ArchiveRequest.Look(path, lut.createdAt(), file));
            credits.add(path, lut);
            config.add(file.title(), file.fileName(), Credits.line(lut));
        }
        return new ArchiveRequest("ocio.zip", List.of(config.text(), credits.text()), looks);
    }

    private LutRequest file(LibraryLut lut) {
        return new LutRequest(new ColorMap.Single(lut, model), layout, strength, true);
    }
}
