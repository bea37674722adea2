package dev.lutra.color;

import java.util.List;

/**
 * What a look does to colours.
 *
 * @param signature by which it is compared with others
 * @param character the same in four numbers
 * @param traits the same in words
 */
public record LookDescription(Signature signature, LookCharacter character, List<Trait> traits) {

    public LookDescription {
        traits = List.copyOf(traits);
    }

    public static LookDescription of(Signature signature) {
        LookMeasures measures = LookMeasures.of(signature);
        return new LookDescription(signature, measures.character(), Trait.of(measures));
    }
}
