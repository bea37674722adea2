package dev.lutra.training;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.lutra.codec.Accuracy;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.Network;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a training job is asked to do. The database keeps it as JSON, in which the property {@code mode} names the kind.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "mode")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TrainRequest.class, name = "TRAIN"),
    @JsonSubTypes.Type(value = EncodeRequest.class, name = "ENCODE")
})
public sealed interface JobRequest permits TrainRequest, EncodeRequest {

    /** Stands for all LUTs, in place of their slugs. */
    String ALL = "*";

    JobMode mode();

    /** A name shown to people; null for a name made here. */
    @Nullable
    String name();

    /** Slugs of LUTs, or their indexes in the active model, or {@link #ALL}. */
    List<String> luts();

    /** The accuracy of the looks, as {@link Accuracy#of} reads it; null for the accuracy that each look was promised. */
    @Nullable
    String accuracy();

    /** Whether blends are learned as well; null for no. */
    @Nullable
    Boolean blends();

    // Jackson would write a method called is…() as a property.
    default boolean asksForAll() {
        return luts().contains(ALL);
    }

    /**
     * The accuracy that a look must have under a network: the one that is asked for, or else the one that the look was
     * promised. A bijective network has none.
     */
    default Accuracy accuracy(LibraryLut lut, Network network) {
        if (network.bijective()) {
            return Accuracy.NONE;
        }
        String wanted = accuracy();
        return wanted == null ? lut.accuracy() : Accuracy.of(wanted);
    }

    default boolean learnsBlends() {
        return Boolean.TRUE.equals(blends());
    }
}
