"""Measures by single sentences: each rule over several wordings, none of them from a story."""

from __future__ import annotations

import pytest

from megara.dossier.parse import parser
from megara.dossier.reader import read_intakes, take_in

# sentence, kind, senders, targets, status
INSTRUMENTS = [
    ("The United States froze the assets of two Sudanese generals on Monday.", "designation", "USA", "SDN", "imposed"),
    ("Canada has put four Haitian gang leaders on its sanctions list.", "designation", "CAN", "HTI", "imposed"),
    ("Britain added a Georgian judge to its blacklist on Tuesday.", "designation", "GBR", "GEO", "imposed"),
    ("Italy has impounded the yachts of three Russian tycoons.", "designation", "ITA", "RUS", "imposed"),
    ("Washington placed sanctions on a Serbian arms dealer.", "designation", "USA", "SRB", "imposed"),
    ("The U.S. Commerce Department added 12 Chinese chip firms to its entity list.", "export_control|designation", "USA", "CHN", "imposed"),
    ("The Netherlands has revoked licences to export lithography machines to China.", "export_control", "NLD", "CHN", "imposed"),
    ("Japan stopped shipping photoresists and other chipmaking materials to South Korea.", "export_control", "JPN", "KOR", "imposed"),
    ("China has banned the export of gallium to the United States.", "export_control", "CHN", "USA", "imposed"),
    ("Germany has halted arms deliveries to Saudi Arabia.", "export_control|embargo", "DEU", "SAU", "imposed"),
    ("Beijing imposed sweeping controls on shipments of rare earths to Japan.", "export_control", "CHN", "JPN", "imposed"),
    ("The United States tightened curbs on the sale of microchips to Iran.", "export_control", "USA", "IRN", "imposed"),
    ("Japan will block shipments of machine tools to Russia.", "export_control", "JPN", "RUS", "announced"),
    ("Australia cut off exports of alumina to Russia.", "export_control", "AUS", "RUS", "imposed"),
    ("Taiwan has forbidden its firms from selling turbines to Belarus.", "export_control", "TWN", "BLR", "imposed"),
    ("Canada has stopped buying Russian oil.", "import_ban", "CAN", "RUS", "imposed"),
    ("The European Union outlawed imports of Burmese teak.", "import_ban", "EU", "MMR", "imposed"),
    ("Britain has shut out Russian diamonds.", "import_ban", "GBR", "RUS", "imposed"),
    ("China has suspended purchases of Australian wine.", "import_ban", "CHN", "AUS", "imposed"),
    ("The United States barred its refiners from buying Venezuelan crude.", "import_ban", "USA", "VEN", "imposed"),
    ("India has banned Turkish apples and marble from its market.", "import_ban", "IND", "TUR", "imposed"),
    ("The EU has imposed a ban on Belarusian potash.", "import_ban", "EU", "BLR", "imposed"),
    ("China halted imports of Lithuanian beef.", "import_ban", "CHN", "LTU", "imposed"),
    ("Japan bans all trade with North Korea.", "embargo", "JPN", "PRK", "imposed"),
    ("The United Nations slapped an arms embargo on South Sudan.", "embargo", "UN", "SSD", "imposed"),
    ("Turkey has cut all trade with Israel.", "embargo", "TUR", "ISR", "imposed"),
    ("The European Union cut seven Russian banks off from SWIFT.", "financial", "EU", "RUS", "imposed"),
    ("Washington has shut Iranian banks out of the dollar system.", "financial", "USA", "IRN", "imposed"),
    ("The United States barred Americans from investing in Myanmar's state oil firm.", "financial", "USA", "MMR", "imposed"),
    ("Switzerland froze the reserves of Russia's central bank.", "financial", "CHE", "RUS", "imposed"),
    ("Britain has prohibited lending to Belarusian state companies.", "financial", "GBR", "BLR", "imposed"),
    ("The U.S. Treasury banned purchases of Russian sovereign bonds.", "financial", "USA", "RUS", "imposed"),
    ("The EU imposed a ban on insuring tankers that carry Russian oil.", "financial", "EU", "RUS", "imposed"),
    ("The United States banned an Iraqi bank from dollar transactions.", "financial", "USA", "IRQ", "imposed"),
    ("Canada raised tariffs on Chinese electric vehicles.", "tariff", "CAN", "CHN", "imposed"),
    ("The United States doubled duties on Turkish steel.", "tariff", "USA", "TUR", "imposed"),
    ("Mexico slapped a levy on Vietnamese footwear.", "tariff", "MEX", "VNM", "imposed"),
    ("Japan has stripped Russia of most-favoured-nation status.", "tariff", "JPN", "RUS", "imposed"),
    ("The EU withdrew trade preferences from Cambodia.", "tariff", "EU", "KHM", "imposed"),
    ("Poland has closed its airspace to Belarusian airlines.", "travel_ban", "POL", "BLR", "imposed"),
    ("The United States revoked the visas of three Ghanaian officials.", "travel_ban", "USA", "GHA", "imposed"),
    ("New Zealand barred a dozen Israeli settlers from its territory.", "travel_ban", "NZL", "ISR", "imposed"),
    ("Canada has banned Russian aircraft from its airspace.", "travel_ban", "CAN", "RUS", "imposed"),
    ("Latvia has forbidden Russian lorry drivers to enter the country.", "travel_ban", "LVA", "RUS", "imposed"),
    ("The Czech Republic stopped issuing visas to Russians.", "travel_ban", "CZE", "RUS", "imposed"),
    ("Finland refuses entry to Russian tourists.", "travel_ban", "FIN", "RUS", "imposed"),
    ("The EU banned Belavia from flying over its territory.", "travel_ban", "EU", "BLR", "imposed"),
    ("The G7 set a price cap on Russian crude at $60 a barrel.", "price_cap", "G7", "RUS", "imposed"),
    ("The United States imposed secondary sanctions on a Chinese refinery.", "secondary|designation", "USA", "CHN", "imposed"),
]  # fmt: skip

STATUSES = [
    ("Britain is weighing an import ban on Israeli dates.", "import_ban", "GBR", "ISR", "considered"),
    ("Norway is drawing up export controls against China.", "export_control", "NOR", "CHN", "considered"),
    ("Brussels put forward a ban on Russian gas on Tuesday.", "import_ban", "EU", "RUS", "considered"),
    ("Japan should stop buying Russian gas, the Ukrainian ambassador said.", "import_ban", "JPN", "RUS", "considered"),
    ("France wants the European Union to blacklist Iranian judges.", "designation", "EU", "IRN", "considered"),
    ("A proposal to bar Iranian airlines from European airports is before the European Union.", "travel_ban|designation", "EU", "IRN", "considered"),
    ("The EU is mulling whether to prolong an arms embargo on Venezuela.", "embargo", "EU", "VEN", "considered"),
    ("Australia is studying sanctions against Georgia.", "unspecified", "AUS", "GEO", "considered"),
    ("The White House has floated tariffs on Danish goods.", "tariff", "USA", "DNK", "considered"),
    ("The United States threatened to cut Iraqi banks off from the dollar.", "financial", "USA", "IRQ", "threatened"),
    ("The U.S. warned Serbia that it would be hit with sanctions if it kept sending shells to Russia.", "unspecified", "USA", "SRB", "threatened"),
    ("Canada will ban imports of Russian caviar unless Moscow frees the crew.", "import_ban", "CAN", "RUS", "threatened"),
    ("If Ankara buys the missiles, Washington will impose sanctions on Turkey.", "unspecified", "USA", "TUR", "threatened"),
    ("Turkey risks U.S. tariffs over the case of a jailed pastor.", "tariff", "USA", "TUR", "threatened"),
    ("Japan will bring in visa bans on Burmese generals next week.", "travel_ban", "JPN", "MMR", "announced"),
    ("Canada announced sanctions on Nicaragua on Friday.", "unspecified", "CAN", "NIC", "announced|imposed"),
    ("The U.S. is to impose a tariff of 25% on Indian steel from August 1.", "tariff", "USA", "IND", "announced"),
    ("Britain plans to sanction Georgian police chiefs, its foreign minister said.", "designation", "GBR", "GEO", "considered|announced"),
    ("EU ambassadors signed off on an asset freeze against five Iranian firms.", "designation", "EU", "IRN", "agreed"),
    ("The European Union agreed to widen its blacklist of Belarusian officials.", "designation", "EU", "BLR", "agreed"),
    ("EU ministers gave the green light to a visa ban on Georgian officials.", "travel_ban", "EU", "GEO", "agreed"),
    ("G7 leaders reached a deal on a ban on Russian gold.", "import_ban", "G7", "RUS", "agreed"),
    ("EU countries have approved tariffs on Russian fertiliser.", "tariff", "EU", "RUS", "agreed"),
    ("Hungary vetoed EU sanctions on Patriarch Kirill, head of the Russian church.", "designation|unspecified", "EU", "RUS", "rejected"),
    ("Germany ruled out an embargo on Russian gas.", "embargo|import_ban", "DEU", "RUS", "rejected"),
    ("India will not impose sanctions on Russia.", "unspecified", "IND", "RUS", "rejected"),
    ("Seoul has no plans to ban exports of chips to China.", "export_control", "KOR", "CHN", "rejected"),
    ("Serbia refused to impose sanctions on Russia.", "unspecified", "SRB", "RUS", "rejected"),
    ("Russia and China vetoed a resolution that would have banned oil exports to North Korea.", "export_control", "", "PRK", "rejected"),
    ("Israel decided against export controls on China.", "export_control", "ISR", "CHN", "rejected"),
    ("The EU dropped plans for a ban on Chinese solar panels.", "import_ban", "EU", "CHN", "rejected"),
    ("The Senate voted down a bill to impose tariffs on Brazil.", "tariff", "", "BRA", "rejected"),
    ("The European Union lifted its ban on exports of luxury goods to Syria last year.", "export_control", "EU", "SYR", "imposed"),
    ("Venezuela has been under U.S. oil sanctions since 2019.", "unspecified", "USA", "VEN", "imposed"),
    ("The arms embargo that the EU put on Zimbabwe in 2002 remains in place.", "embargo", "EU", "ZWE", "imposed"),
]  # fmt: skip

PARTIES = [
    ("Russian banks will be cut off from the dollar, a U.S. Treasury official said.", "financial", "USA", "RUS", "announced"),
    ("In Washington, officials are looking at tighter export controls against Iran.", "export_control", "USA", "IRN", "considered"),
    ("An EU-led push for tariffs on Chinese steel is under way.", "tariff", "EU", "CHN", "considered"),
    ("Chinese drone makers were blacklisted by the United States.", "designation", "USA", "CHN", "imposed"),
    ("Sanctions have been imposed on Mali by West African bloc ECOWAS.", "unspecified", "ECOWAS", "MLI", "imposed"),
    ("Iran has been hit with fresh sanctions by Canada and Britain.", "unspecified", "CAN|GBR", "IRN", "imposed"),
    ("Kyiv urged Japan to freeze the assets of Russian officials.", "designation", "JPN", "RUS", "considered"),
    ("Exports of drone engines to Iran have been banned by Switzerland.", "export_control", "CHE", "IRN", "imposed"),
    ("Steel from Turkey would face a tariff of 50% under a plan drawn up by the United States.", "tariff", "USA", "TUR", "considered"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "kind", "by", "against", "status"), [*INSTRUMENTS, *STATUSES, *PARTIES]
)
def test_a_sentence_tells_its_measure(
    sentence: str, kind: str, by: str, against: str, status: str
) -> None:
    measures = read_intakes([take_in(sentence, 1)], parser()).measures
    fits = [
        measure
        for measure in measures
        if measure.kind in kind.split("|")
        and measure.status in status.split("|")
        and (not by or set(by.split("|")) & set(measure.imposed_by))
        and against in measure.against
    ]
    found = [(m.kind, m.imposed_by, m.against, m.status) for m in measures]
    assert fits, f"read {found}"
    assert len(measures) == 1, f"read {found}"
