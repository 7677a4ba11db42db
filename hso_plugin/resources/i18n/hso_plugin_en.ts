<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="sv">
 <context>
  <name>CheckForm</name>
  <message>
   <source>Visa eller dölj fel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visa eller dölj varningar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visa eller dölj upplysningar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sök</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sök bland fynden</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Gruppera</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per objekt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per regel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fynd</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Visa på kartan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Öppna &amp;formuläret</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vilka regler som gäller</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vid inlämning är reglerna strängare än under arbetet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regler under arbetet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Regler vid inlämning</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ConnectForm</name>
  <message>
   <source>Välj plattform, logga in och välj kommun. Kartan hämtas till din dator, så att du kan arbeta även utan nät.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Plattform</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plattformens adress, till exempel https://karta.example.se/wfs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Användare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Lösenord</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Inloggning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Kommun</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Använd en inloggning som finns sparad i QGIS</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Testa anslutningen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Resultat av testet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Avancerat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Namn på anslutningen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Arbetskopians plats</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arbetskopian är en fil på din dator. Lägg den inte på en nätverksplats: där kan den skadas.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EditForm</name>
  <message>
   <source>Välj en klass och rita på kartan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Klasser att rita</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kommunens objekt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sök på namn eller klass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sök bland objekten</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FetchForm</name>
  <message>
   <source>Vad som kom in</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Hso</name>
  <message>
   <source>Nya</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ändrade</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Borttagna</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Konflikter att lösa</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nekade av plattformen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kontrollera {objects}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nästa: Skicka {changes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kontrollera igen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} fel</source>
   <comment>one</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} fel</source>
   <comment>several</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} varning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} varningar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} upplysning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} upplysningar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Objekten är inte kontrollerade än. Tryck på knappen nedan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inget fynd passar urvalet. Töm sökfältet eller tryck in knapparna ovan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>✓ Inga anmärkningar. Alla objekt följer reglerna.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Objektet har ingen plats på kartan. Öppna formuläret i stället.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Välj kommun</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Länsplattformen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Länsplattformen (test)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämta kommunens karta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämta kartan för {municipality}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Platsen på kartan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>som på plattformen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ändrad här</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Strukturbild</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Anslut till plattformen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämtat {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} att skicka</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visa det som väntar på att skickas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} konflikt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} konflikter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inte ansluten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I synk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Att skicka</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Osparat</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Arbetar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ny anslutning …</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spara ändringarna i kartan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nästa: Kontrollera {objects}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kommunens objekt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kommunen har inga objekt än. Välj en klass ovan och rita det första på kartan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inget objekt passar sökningen. Töm sökfältet för att se alla.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rita {class} på kartan. Högerklicka när linjen eller ytan är klar.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämta nytt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{own} i {municipality} och {others} i grannkommunerna finns på din dator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Varning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Upplysning</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visa eller dölj arbetspanelen för strukturbilden</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Strukturbild</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>punkt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>linje</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>yta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Osparade ändringar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.</source>
   <comment>many</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spara och fortsätt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Avbryt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inget att skicka</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skicka {changes}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} konflikt väntar på dig; det övriga kan skickas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} konflikter väntar på dig; det övriga kan skickas</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{user} tog bort objektet {time}, medan du ändrade det.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{user} ändrade objektet {time}, medan du tog bort det.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{user} ändrade objektet {time}, medan du också ändrade det.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>min {mine} – serverns {theirs}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Behåll min: objektet tas bort på plattformen när du skickar.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ta serverns: objektet kommer tillbaka i din karta.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Behåll min: objektet läggs tillbaka på plattformen när du skickar.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ta serverns: objektet tas bort ur din karta.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Behåll min: din version ersätter serverns när du skickar.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ta serverns: din ändring av objektet försvinner.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nytt objekt. Grannkommunerna ser det när du har skickat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tas bort på plattformen när du skickar. Historiken finns kvar där.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämta</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redigera</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kontrollera</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skicka</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>klart</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nästa att göra</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} objekt</source>
   <comment>one</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} objekt</source>
   <comment>several</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} ändring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} ändringar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nyss</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} minut sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} minuter sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} timme sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} timmar sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} dag sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>för {n} dagar sedan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>utan namn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>utan klass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Klass</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Testar anslutningen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kartan är hämtad. Välj en klass och börja rita.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämtar kartan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Öppnar arbetskopian</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Läser arbetskopian</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämtat: {changes} kom in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämtat: inget nytt på plattformen.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hämtar nytt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Skickar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kontrollerar objekten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Löser konflikten</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Vänta tills det pågående är klart: {job}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Avbrutet. Inget har gått förlorat.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{changes} finns nu på plattformen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} nekad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} nekade</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} ny</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} nya</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} ändrad</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} ändrade</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} borttagen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{n} borttagna</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Det senaste som kommit in: {changes} från {n} person.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Det senaste som kommit in: {changes} från {n} personer.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>JobForm</name>
  <message>
   <source>&amp;Avbryt</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProblemForm</name>
  <message>
   <source>Stäng meddelandet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Försök igen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Detaljer</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SendForm</name>
  <message>
   <source>Det som väntar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Behåll &amp;min</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ta &amp;serverns</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WorkspaceForm</name>
  <message>
   <source>Anslutningar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Visa det som väntar på att skickas</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
