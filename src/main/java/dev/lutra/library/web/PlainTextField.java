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

/** A field of a form that is to hold {@linkplain PlainText plain text}. */
@Target({ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PlainTextField.Validator.class)
@interface PlainTextField {

    /** What is wrong with a value that is refused. */
    String message() default "must not hold control characters";

    /** As every constraint has them. */
    Class<?>[] groups() default {};

    /** As every constraint has them. */
    Class<? extends Payload>[] payload() default {};

    /** Asks {@link PlainText}. */
    final class Validator implements ConstraintValidator<PlainTextField, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || PlainText.isPlain(text);
        }
    }
}
