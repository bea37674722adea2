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

/** Requires a text that {@link Accuracy#of} can read. */
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidAccuracy.Validator.class)
public @interface ValidAccuracy {

    /** The message for a rejected value. */
    String message() default
            "must be mean/p99 of ΔE76 such as 0.5/2, both from 0.05 to 100 and the mean not above p99, or"
                    + " lossless, or none";

    /** Every constraint has this attribute. */
    Class<?>[] groups() default {};

    /** Every constraint has this attribute. */
    Class<? extends Payload>[] payload() default {};

    /** Validates with {@link Accuracy#of}. */
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
