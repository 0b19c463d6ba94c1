package comity.node.notices;

import comity.node.mail.Outcome;
import comity.node.mail.Smtp;
import java.util.Optional;
import java.util.UUID;

/** Letters over SMTP, to the server that the administrator names. */
final class SmtpLetters implements Letters {
    private final Smtp smtp;

    SmtpLetters(Smtp smtp) {
        this.smtp = smtp;
    }

    @Override
    public void send(Letter letter) {
        var outcome =
                smtp.send(
                        new comity.node.mail.Letter(
                                UUID.randomUUID(),
                                letter.to(),
                                letter.subject(),
                                letter.text(),
                                Optional.empty(),
                                letter.language(),
                                Optional.empty()));
        // One that may have arrived is written anew: this letter is the person's only warning.
        if (!(outcome instanceof Outcome.Accepted)) throw new LetterFailed(outcome);
    }
}
