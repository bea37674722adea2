package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lutra.codec.Accuracy;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The request of a training job. The database keeps it as JSON, in which the property {@code mode} names the kind. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainRequest.class, name = "TRAIN"),
    @JsonSubTypes.Type(value = EncodeRequest.class, name = "ENCODE")
})
public sealed interface JobRequest permits TrainRequest, EncodeRequest {

    /** Stands for all LUTs, instead of their slugs. */
    String ALL = "*";

    JobMode mode();

    /** The name for people; null for a generated name. */
    @Nullable
    String name();

    /** Slugs of LUTs, or their indexes in the active model, or {@link #ALL}. */
    List<String> luts();

    /** The accuracy of the looks, as {@link Accuracy#of} reads it; null for the promised accuracy of each look. */
    @Nullable
    String accuracy();

    // Jackson would write a method called is…() as a property.
    default boolean asksForAll() {
        return luts().contains(ALL);
    }

    /**
     * The accuracy that a look must have with a network: the requested one, or else the promised one of the look. A
     * bijective network has none.
     */
    default Accuracy accuracy(LibraryLut lut, Network network) {
        if (network.bijective()) {
            return Accuracy.NONE;
        }
        String wanted = accuracy();
        return wanted == null ? lut.accuracy() : Accuracy.of(wanted);
    }
}
