package comity.node.mail;

import comity.node.identity.Person;
import comity.node.identity.Serves;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether I am told by e-mail, for programs. Switching it on takes a person who reads a code. */
@RestController
@Serves
class MailResource {
    private final MailServer server;
    private final Subscriptions subscriptions;
    private final Queue queue;

    MailResource(MailServer server, Subscriptions subscriptions, Queue queue) {
        this.server = server;
        this.subscriptions = subscriptions;
        this.queue = queue;
    }

    @GetMapping(path = "/mail", produces = MediaType.APPLICATION_JSON_VALUE)
    MailView mail(Person person) {
        return MailView.of(server, subscriptions, queue, person);
    }
}
