"""Who may call what: one row per address of the URL configuration. `tests/toegang.py` says what the words mean."""

TABEL = """
/                                               GET OPTIONS   iedereen
/privacy                                        GET OPTIONS   iedereen
/toegankelijkheid                               GET OPTIONS   iedereen
/beroepscode                                    GET           iedereen
/beroepscode/<slug:code>/<str:versie>           GET           iedereen
/beroepscode/<slug:code>/<str:versie>/wijzigingen  GET        iedereen
/beroepscode/competenties                       GET           iedereen
/organisatie/aanmelden                          GET POST      ingelogd
/organisatie/kiezen                             GET POST      ingelogd
/organisatie/uitnodiging/<str:code>             GET POST      iedereen
/mijn/berichten                                 GET POST      ingelogd
/mijn/raadplegingen                             GET           ingelogd
/mijn/concepten/<slug:formulier>                GET PUT DELETE ingelogd
/mijn/beroepscode/ondertekenen                  GET POST      ingelogd
/mijn/reflecties                                GET           ingelogd
/mijn/reflecties/nieuw                          GET POST      ingelogd
/mijn/reflecties/nieuw/<slug:sjabloon>          GET POST      ingelogd
/mijn/reflecties/bij/activiteit/<int:pk>        GET POST      professional
/mijn/reflecties/bij/deelname/<int:pk>          GET POST      professional
/mijn/reflecties/<int:pk>                       GET POST      professional
/mijn/reflecties/<int:pk>/vragen                GET POST      professional
/mijn/reflecties/<int:pk>/openstellen           GET POST      professional
/mijn/reflecties/<int:pk>/wissen                POST          professional
/mijn/openstellingen/<int:pk>/sluiten           POST          professional
/mijn/opengesteld                               GET           ingelogd
/mijn/opengesteld/<int:pk>                      GET           professional
/mijn/nakijken                                  POST          ingelogd
/reflectie-uitnodiging/<str:code>               GET POST      iedereen
/mijn/bijeenkomsten/nieuw                       GET POST      ingelogd
/mijn/bijeenkomsten/<int:pk>                    GET POST      professional
/mijn/bijeenkomsten/<int:pk>/wissen             POST          professional
/mijn/bijeenkomsten/<int:pk>/corrigeren         GET POST      professional
/mijn/bijeenkomsten/<int:pk>/opnieuw            POST          professional
/bijeenkomst-bevestigen/<str:token>             GET POST      iedereen
/mijn/groepen                                   GET           ingelogd
/mijn/groepen/nieuw                             GET POST      ingelogd
/mijn/groepen/<int:pk>                          GET           professional
/mijn/groepen/<int:pk>/wijzigen                 GET POST      professional
/mijn/groepen/<int:pk>/verlaten                 POST          professional
/mijn/groepen/<int:pk>/voorstellen              POST          professional
/mijn/groepen/<int:pk>/uitnodigen               GET POST      professional
/mijn/groepen/<int:pk>/plannen                  GET POST      professional
/mijn/groepen/<int:pk>/vastleggen               GET POST      professional
/mijn/voorstellen/<int:pk>                      POST          professional
/mijn/uitnodigingen/<int:pk>                    POST          professional
/mijn/uitnodigingen/<int:pk>/intrekken          POST          professional
/groep-uitnodiging/<str:code>                   GET POST      iedereen
/mijn/afspraken/<int:pk>                        GET POST      professional
/mijn/afspraken/<int:pk>/wijzigen               GET POST      professional
/mijn/afspraken/<int:pk>/afzeggen               POST          professional
/mijn/afspraken/<int:pk>/vastleggen             GET POST      professional
/werkvormen                                     GET           iedereen
/werkvormen/<slug:code>                         GET           iedereen
/mijn/bevestigen                                GET           ingelogd
/mijn/bevestigen/reflecties/<int:pk>            GET POST      professional
/mijn/bevestigen/bijeenkomsten/<int:pk>         GET POST      professional
/mijn/dilemmas                                  GET           ingelogd
/mijn/dilemmas/<slug:kaart>                     GET POST      ingelogd
/mijn/dilemmas/<slug:kaart>/bespreken           GET           ingelogd
/mijn/dilemmas/<slug:kaart>/wissen              POST          professional
/mijn/groei                                     GET           ingelogd
/mijn/groei/niveaus                             GET POST      ingelogd
/mijn/signalen                                  GET           ingelogd
/mijn/signalen/nieuw                            GET POST      ingelogd
/mijn/signalen/<int:pk>/intrekken               POST          professional
/kantoor/werkvloer                              GET           kantoor
/werkgever/werkvloer                            GET           werkgevers
/mijn                                           GET POST      ingelogd
/mijn/dossier                                   GET           ingelogd
/mijn/wat-als                                   GET           ingelogd
/mijn/jaren                                     GET           ingelogd
/mijn/dossier/afdrukken                         GET           ingelogd
/mijn/activiteiten/nieuw                        GET POST      ingelogd
/mijn/activiteiten/<int:pk>                     GET POST      professional
/mijn/activiteiten/<int:pk>/verwijderen         POST          professional
/mijn/activiteiten/<int:pk>/terugzetten         POST          professional
/mijn/documenten/<int:pk>                       GET           professional
/mijn/documenten/<int:pk>/wissen                POST          professional
/mijn/werk                                      GET           ingelogd
/mijn/werk/nieuw                                GET POST      ingelogd
/mijn/werk/<int:pk>                             GET POST      professional
/mijn/werk/<int:pk>/wissen                      POST          professional
/mijn/werk/<int:pk>/vragen                      GET POST      professional
/mijn/werk/<int:pk>/vraag-intrekken             POST          professional
/werk-bevestigen/<str:token>                    GET POST      iedereen
/mijn/profiel                                   GET POST      ingelogd
/mijn/profiel/foto                              GET           professional
/mijn/profiel/foto/kiezen                       GET POST      ingelogd
/mijn/profiel/foto/wissen                       POST          ingelogd
/mijn/agenda                                    GET POST      ingelogd
/agenda/<str:code>.ics                          GET           iedereen
/mijn/meenemen                                  GET POST      ingelogd
/mijn/meenemen/<int:pk>/bestand                 GET           professional
/mijn/naam                                      GET POST      ingelogd
/mijn/naam/intrekken                            POST          professional
/mijn/uitschrijven                              GET POST      ingelogd
/mijn/terugkeren                                POST          ingelogd
/mijn/aanvraag                                  GET POST      ingelogd
/mijn/aanvraag/<int:pk>/intrekken               POST          professional
/mijn/certificaat                               GET           ingelogd
/mijn/maatregelen                               GET           ingelogd
/mijn/opleidingen/claimen                       GET POST      ingelogd
/mijn/opleidingen/claimen/<int:pk>              POST          professional
/controleren                                    GET POST      iedereen
/c/<str:code>                                   GET           iedereen
/c/<str:code>/foto                              GET           iedereen
/opleidingen                                    GET           iedereen
/opleidingen/<slug:code>                        GET           iedereen
/opleider                                       GET           opleiders
/opleider/opleidingen/nieuw                     GET POST      opleiders
/opleider/opleidingen/<int:pk>                  GET           opleider
/opleider/opleidingen/<int:pk>/wijzigen         GET POST      opleider
/opleider/opleidingen/<int:pk>/beheer           POST          opleider
/opleider/opleidingen/<int:pk>/modules/nieuw    GET POST      opleider
/opleider/opleidingen/<int:pk>/uitvoeringen/nieuw  GET POST   opleider
/opleider/opleidingen/<int:pk>/accreditatie     GET POST      opleider
/opleider/opleidingen/modules/<int:pk>          GET POST      opleider
/opleider/opleidingen/modules/<int:pk>/verplaatsen  POST      opleider
/opleider/opleidingen/modules/<int:pk>/beheer   POST          opleider
/opleider/opleidingen/uitvoeringen/<int:pk>     GET           opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/wijzigen  GET POST  opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/kopie  GET POST   opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/beheer  POST      opleider
/opleider/opleidingen/uitvoeringen/<int:pk>/bijeenkomsten/nieuw  GET POST  opleider
/opleider/opleidingen/bijeenkomsten/<int:pk>    GET POST      opleider
/opleider/opleidingen/bijeenkomsten/<int:pk>/verwijderen  POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>    GET           opleider
/opleider/opleidingen/accreditaties/<int:pk>/onderdelen  GET  opleider
/opleider/opleidingen/accreditaties/<int:pk>/onderdelen/nieuw  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/inhoud  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/periode  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/versturen  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/bezwaar  GET POST  opleider
/opleider/opleidingen/accreditaties/<int:pk>/intrekken  GET POST  opleider
/opleider/opleidingen/accreditaties/onderdelen/<int:pk>  GET POST  opleider
/opleider/opleidingen/accreditaties/onderdelen/<int:pk>/verwijderen  POST  opleider
/opleider/aanleveringen/<uuid:pk>               GET           opleider
/opleider/aanleveringen/nieuw                   GET POST      opleiders
/opleider/aanleveringen/voorbeeld.<slug:soort>  GET           opleiders
/opleider/aanleveringen/lijsten/<uuid:pk>       GET           opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/kolommen  GET POST  opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/rijen/<int:nummer>  GET POST  opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/vervangen  POST     opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/boeken  POST        opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/verder  POST        opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/weggooien  POST     opleider
/opleider/aanleveringen/lijsten/<uuid:pk>/te-verbeteren.<slug:soort>  GET  opleider
/opleider/geparkeerd                            GET POST      opleiders
/opleider/geparkeerd/<int:pk>                   GET POST      opleider
/opleider/geparkeerd/<int:pk>/intrekken         POST          opleider
/opleider/geparkeerd/<int:pk>/terugzetten       POST          opleider
/opleider/deelnames                             GET POST      opleiders
/opleider/deelnames/<int:pk>                    GET POST      opleider
/opleider/deelnames/<int:pk>/intrekken          GET POST      opleider
/opleider/proeven                               GET           opleiders
/opleider/proeven/<uuid:pk>                     GET           opleider
/opleider/recepten                              GET           opleiders
/opleider/recepten/<slug:naam>                  GET           opleiders
/opleider/sleutels                              GET POST      opleiders
/opleider/sleutels/<int:pk>/intrekken           GET POST      opleider
/opleider/leden                                 GET POST      opleiders
/opleider/leden/<int:pk>                        GET POST      opleider
/opleider/leden/<int:pk>/beeindigen             GET POST      opleider
/opleider/leden/uitnodigingen/<int:pk>/opnieuw  POST          opleider
/opleider/leden/uitnodigingen/<int:pk>/intrekken  POST        opleider
/opleider/webhooks                              GET POST      opleiders
/opleider/webhooks/<int:pk>                     GET           opleider
/opleider/webhooks/<int:pk>/wijzigen            GET POST      opleider
/opleider/webhooks/<int:pk>/geheim              GET POST      opleider
/opleider/webhooks/<int:pk>/schakelen           POST          opleider
/opleider/webhooks/<int:pk>/proef               POST          opleider
/opleider/webhooks/<int:pk>/verwijderen         GET POST      opleider
/opleider/webhookberichten/<int:pk>             GET           opleider
/opleider/webhookberichten/<int:pk>/opnieuw     POST          opleider
/werkgever                                      GET POST      werkgevers
/werkgever/sleutels                             GET POST      werkgevers
/werkgever/sleutels/<int:pk>/intrekken          GET POST      werkgever
/werkgever/leden                                GET POST      werkgevers
/werkgever/leden/<int:pk>                       GET POST      werkgever
/werkgever/leden/<int:pk>/beeindigen            GET POST      werkgever
/werkgever/leden/uitnodigingen/<int:pk>/opnieuw POST          werkgever
/werkgever/leden/uitnodigingen/<int:pk>/intrekken  POST       werkgever
/kantoor                                        GET           kantoor
/kantoor/aanvragen/<int:pk>                     GET POST      kantoor
/kantoor/signalen                               GET           kantoor
/kantoor/signalen/<int:pk>                      GET POST      kantoor
/kantoor/achterblijvers                         GET           kantoor
/kantoor/documenten/<int:pk>                    GET           kantoor
/kantoor/registraties                           GET POST      kantoor
/kantoor/registraties/<int:pk>                  GET POST      kantoor
/kantoor/registraties/<int:pk>/maatregel        GET POST      kantoor
/kantoor/registraties/<int:pk>/bevestigen/<slug:wat>  GET POST kantoor
/kantoor/certificaten/<int:pk>/intrekken        GET POST      kantoor
/kantoor/naamswijzigingen                       GET           kantoor
/kantoor/naamswijzigingen/<int:pk>              GET POST      kantoor
/kantoor/naamswijzigingen/<int:pk>/bewijs       GET           kantoor
/kantoor/opengesteld                            GET           kantoor
/kantoor/opengesteld/<int:pk>                   GET           kantoor
/kantoor/accreditaties                          GET           kantoor
/kantoor/accreditaties/<int:pk>                 GET POST      kantoor
/kantoor/organisaties                           GET           kantoor
/kantoor/organisaties/<int:pk>                  GET POST      kantoor
/pe-services/pe-attendanceelearning/WriteAttendance.asmx/ProcessXML  POST  iedereen
/api/v1/openapi.json                            GET OPTIONS   iedereen
/api/v1/aanleveringen                           POST OPTIONS  opleiders
/api/v1/aanleveringen/<uuid:pk>                 GET OPTIONS   opleider
/api/v1/aanleveringen/<uuid:pk>/regels          GET OPTIONS   opleider
/api/v1/deelnames/<int:pk>                      GET PATCH DELETE OPTIONS opleider
/api/v1/opleidingen                             GET OPTIONS   iedereen
/api/v1/opleidingen/<slug:opleidingscode>       GET OPTIONS   iedereen
/api/v1/verificaties                            POST OPTIONS  anoniem professional collega werkgevers kantoor
/api/v1/certificaten/<str:code>                 GET OPTIONS   iedereen
/^api(?:/.*)?$                                  -             niemand
"""
