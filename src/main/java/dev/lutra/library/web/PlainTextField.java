package dev.lutra.library.web;

import dev.lutra.problem.PlainText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** Requires {@linkplain PlainText plain text} in a form field. */
@Target({ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainTextField.Validator.class)
@interface PlainTextField {

    /** The message for a rejected value. */
    String message() default "must not contain control characters";

    /** Every constraint has this attribute. */
    Class<?>[] groups() default {};

    /** Every constraint has this attribute. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link PlainText}. */
    final class Validator implements ConstraintValidator<PlainTextField, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || PlainText.isPlain(text);
        }
    }
}
