package comity.node.frame;

import java.util.Locale;
import org.springframework.web.servlet.ModelAndView;

/** How a problem looks to somebody who asked for a page. */
public interface ProblemPage {
    ModelAndView of(Problem problem, Locale language);
}
