package dev.lutra.library;

import dev.lutra.codec.Accuracy;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text that {@link Accuracy#of} reads. */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidAccuracy.Validator.class)
public @interface ValidAccuracy {

    /** What is wrong with a value that is refused. */
    String message() default
            "must be mean/p99 of ΔE76 as in 0.5/2, or lossless, or none; from 0.05 to 100, the mean first";

    /** As every constraint has them. */
    Class<?>[] groups() default {};

    /** As every constraint has them. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link Accuracy}. */
    final class Validator implements ConstraintValidator<ValidAccuracy, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            if (text == null) {
                return true;
            }
            try {
                Accuracy.of(text);
                return true;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }
}
