package comity.node.desk.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @Test
    void have_one_form_whatever_they_were_typed_with() {
        assertThat(Words.of("K.Orlov@HarbourMail.example"))
                .containsExactly("k", "orlov", "harbourmail", "example");
        assertThat(Words.of("Ｆｕｌｌ Straße ÉCOLE")).containsExactly("full", "strasse", "ecole");
        assertThat(Words.of("أَحْمَـد إلى")).isEqualTo(Words.of("احمد الي"));
        assertThat(Words.of("中华人民 x")).containsExactly("中华", "华人", "人民", "x");
        assertThat(Words.of("刑")).isEqualTo(List.of("刑"));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    harbourmail, harbourmail, true
                    harbourmial, harbourmail, true
                    harbormail,  harbourmail, true
                    harboourmail,harbourmail, true
                    harbormial,  harbourmail, false
                    harb,        harbourmail, true
                    ha,          harbourmail, false
                    Иванов,      Ivanov,      true
                    Ivanov,      Иванов,      true
                    Muhammad,    محمد,        true
                    محمد,        Mohamed,     true
                    محمد,        Omar,        false
                    2026,        2027,        false
                    刑,          刑法,        true
                    orlov,       orlova,      true
                    orlov,       okafor,      false
                    """)
    void are_found_with_a_letter_wrong_by_their_beginning_and_in_another_script(
            String asked, String said, boolean found) {
        var ask = Words.ask(Words.of(asked).getFirst());
        var put = Words.put(Words.of(said).getFirst());
        assertThat(ask.stream().anyMatch(put::contains)).isEqualTo(found);
        assertThat(Words.answers(Words.of(asked).getFirst(), Words.of(said).getFirst()) > 0)
                .as("verified as it was looked up")
                .isEqualTo(found);
    }

    @Test
    void cells_that_a_spreadsheet_would_run_are_text() {
        assertThat(
                        new Csv()
                                .row(List.of("=1+1", "+x", "-3", "@y", "a,b", "say \"no\"", 7))
                                .toString())
                .isEqualTo("'=1+1,'+x,'-3,'@y,\"a,b\",\"say \"\"no\"\"\",7\r\n");
    }
}
