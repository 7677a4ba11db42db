<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="sv">
 <context>
  <name>AssemblyForm</name>
  <message>
   <source>Kontroll</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>Vad som kontrolleras</source>
   <translation>What is checked</translation>
  </message>
  <message>
   <source>Vilka kommuner</source>
   <translation>Which municipalities</translation>
  </message>
  <message>
   <source>Visa fynden mellan två kommuner</source>
   <translation>Show the findings between two municipalities</translation>
  </message>
  <message>
   <source>Vilka fynd</source>
   <translation>Which findings</translation>
  </message>
  <message>
   <source>Rapport …</source>
   <translation>Report …</translation>
  </message>
  <message>
   <source>Spara sammanställningen som en rapport att läsa och skriva ut</source>
   <translation>Save the check as a report to read and print</translation>
  </message>
  <message>
   <source>Fynd mellan kommunerna</source>
   <translation>Findings between the municipalities</translation>
  </message>
  <message>
   <source>Kommentar till kommunerna</source>
   <translation>Comment to the municipalities</translation>
  </message>
  <message>
   <source>Skicka som kommentar</source>
   <translation>Send as a comment</translation>
  </message>
  <message>
   <source>Kommunerna ser kommentaren på sitt objekt i nästa hämtning</source>
   <translation>The municipalities see the comment on their object with their next fetch</translation>
  </message>
  <message>
   <source>Bara godkända: det som är publicerat. Även inskickade: det som väntar på beslut i stället, där det finns</source>
   <translation>Approved only: what is published. Submitted too: what waits for a decision in its place, where there is some</translation>
  </message>
  <message>
   <source>Visa fynd av ett slag, till exempel det som väntar på en grannkommun</source>
   <translation>Show findings of one sort, for example what waits for a neighbour</translation>
  </message>
 </context>
 <context>
  <name>BugReportForm</name>
  <message>
   <source>Samla felrapport</source>
   <translation>Gather bug report</translation>
  </message>
  <message>
   <source>Öppna &amp;mappen</source>
   <translation>Open &amp;folder</translation>
  </message>
  <message>
   <source>&amp;Spara …</source>
   <translation>&amp;Save …</translation>
  </message>
  <message>
   <source>S&amp;täng</source>
   <translation>&amp;Close</translation>
  </message>
 </context>
 <context>
  <name>CheckForm</name>
  <message>
   <source>Vilka regler som gäller</source>
   <translation>Which rules apply</translation>
  </message>
  <message>
   <source>Vid inlämning är reglerna strängare än under arbetet</source>
   <translation>The rules are stricter at submission than while you work</translation>
  </message>
  <message>
   <source>Fynd på kartan</source>
   <translation>Findings on the map</translation>
  </message>
  <message>
   <source>Visa fynden på kartan</source>
   <translation>Show the findings on the map</translation>
  </message>
  <message>
   <source>Öppna som tabell</source>
   <translation>Open as table</translation>
  </message>
  <message>
   <source>Exportera</source>
   <translation>Export</translation>
  </message>
  <message>
   <source>Exportera fynden</source>
   <translation>Export the findings</translation>
  </message>
  <message>
   <source>Kontrollera medan jag ritar</source>
   <translation>Check while I draw</translation>
  </message>
  <message>
   <source>Fynden följer varje ändring på kartan, också det som inte är sparat</source>
   <translation>The findings follow every change on the map, also what is not saved</translation>
  </message>
 </context>
 <context>
  <name>ClosedForm</name>
  <message>
   <source>&amp;Välj en hämtad fil …</source>
   <translation>&amp;Choose a fetched file …</translation>
  </message>
  <message>
   <source>&amp;Hämta kartan på nytt</source>
   <translation>&amp;Fetch the map anew</translation>
  </message>
  <message>
   <source>Ändra &amp;anslutningen …</source>
   <translation>Change the &amp;connection …</translation>
  </message>
  <message>
   <source>Visa anslutningens &amp;karta i stället</source>
   <translation>Show the connection's &amp;map instead</translation>
  </message>
 </context>
 <context>
  <name>CommentsForm</name>
  <message>
   <source>Skriv om</source>
   <translation>Rewrite</translation>
  </message>
  <message>
   <source>Ta tillbaka texten till fältet nedanför och skicka den igen</source>
   <translation>Take the text back to the field below and send it again</translation>
  </message>
  <message>
   <source>Ta bort</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>Glöm det som plattformen inte tog emot</source>
   <translation>Forget what the platform did not take</translation>
  </message>
  <message>
   <source>Kommentarer</source>
   <translation>Comments</translation>
  </message>
  <message>
   <source>Svar</source>
   <translation>Answer</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Avbryt</source>
   <translation>Cancel</translation>
  </message>
 </context>
 <context>
  <name>ConflictForm</name>
  <message>
   <source>Visa på kartan</source>
   <translation>Show on the map</translation>
  </message>
  <message>
   <source>F8</source>
   <translation>F8</translation>
  </message>
  <message>
   <source>&amp;Spara</source>
   <translation>&amp;Save</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Behåll &amp;min</source>
   <translation>Keep &amp;mine</translation>
  </message>
  <message>
   <source>Ta &amp;serverns</source>
   <translation>Take the &amp;server's</translation>
  </message>
  <message>
   <source>Behåll båda som &amp;två objekt</source>
   <translation>Keep both as &amp;two objects</translation>
  </message>
 </context>
 <context>
  <name>ConnectForm</name>
  <message>
   <source>Välj plattform, logga in och välj kommun. Kartan hämtas till din dator, så att du kan arbeta även utan nät.</source>
   <translation>Choose the platform, sign in and choose a municipality. The map is fetched to your computer, so that you can work without a network too.</translation>
  </message>
  <message>
   <source>&amp;Plattform</source>
   <translation>&amp;Platform</translation>
  </message>
  <message>
   <source>Plattformens adress, till exempel https://karta.example.se/wfs</source>
   <translation>The platform's address, for example https://karta.example.se/wfs</translation>
  </message>
  <message>
   <source>&amp;Användare</source>
   <translation>&amp;User</translation>
  </message>
  <message>
   <source>&amp;Lösenord</source>
   <translation>Pass&amp;word</translation>
  </message>
  <message>
   <source>&amp;Inloggning</source>
   <translation>Sign-&amp;in</translation>
  </message>
  <message>
   <source>&amp;Kommun</source>
   <translation>&amp;Municipality</translation>
  </message>
  <message>
   <source>Använd en sparad inloggning</source>
   <translation>Use a stored sign-in</translation>
  </message>
  <message>
   <source>&amp;Testa anslutningen</source>
   <translation>&amp;Test the connection</translation>
  </message>
  <message>
   <source>Resultat av testet</source>
   <translation>Result of the test</translation>
  </message>
  <message>
   <source>Avancerat</source>
   <translation>Advanced</translation>
  </message>
  <message>
   <source>&amp;Namn på anslutningen</source>
   <translation>&amp;Name of the connection</translation>
  </message>
  <message>
   <source>&amp;Arbetskopians plats</source>
   <translation>Place of the working &amp;copy</translation>
  </message>
  <message>
   <source>Arbetskopian är en fil på din dator. Lägg den inte på en nätverksplats, där den kan skadas, och helst inte i en mapp som synkas (OneDrive).</source>
   <translation>The working copy is a file on your computer. Do not put it on a network drive, where it may be damaged, and preferably not in a folder that is synchronised (OneDrive).</translation>
  </message>
 </context>
 <context>
  <name>EditForm</name>
  <message>
   <source>Välj en klass och rita på kartan</source>
   <translation>Choose a class and draw on the map</translation>
  </message>
  <message>
   <source>Klasser att rita</source>
   <translation>Classes to draw</translation>
  </message>
  <message>
   <source>Kommunens objekt</source>
   <translation>The municipality's objects</translation>
  </message>
  <message>
   <source>Sök på namn eller klass</source>
   <translation>Search by name or class</translation>
  </message>
  <message>
   <source>Sök bland objekten</source>
   <translation>Search the objects</translation>
  </message>
  <message>
   <source>Det valda objektets alla versioner, på plattformen och här</source>
   <translation>All versions of the chosen object, on the platform and here</translation>
  </message>
  <message>
   <source>Objekt som har tagits bort, och kan tas tillbaka</source>
   <translation>Objects that were deleted, and can be brought back</translation>
  </message>
  <message>
   <source>Historik</source>
   <translation>History</translation>
  </message>
  <message>
   <source>Borttagna objekt</source>
   <translation>Deleted objects</translation>
  </message>
 </context>
 <context>
  <name>FetchForm</name>
  <message>
   <source>Vad som kom in</source>
   <translation>What came in</translation>
  </message>
 </context>
 <context>
  <name>FindingDetailsForm</name>
  <message>
   <source>Om fyndet</source>
   <translation>About the finding</translation>
  </message>
  <message>
   <source>Ändra</source>
   <translation>Change</translation>
  </message>
  <message>
   <source>Ta tillbaka</source>
   <translation>Take back</translation>
  </message>
  <message>
   <source>Varningen står då åter utan motivering</source>
   <translation>The warning is then without a motivation again</translation>
  </message>
  <message>
   <source>Varför</source>
   <translation>Why</translation>
  </message>
  <message>
   <source>Visa det andra objektet</source>
   <translation>Show the other object</translation>
  </message>
  <message>
   <source>Flytta kartan till det andra objektet</source>
   <translation>Move the map to the other object</translation>
  </message>
  <message>
   <source>Det här kommer att hända</source>
   <translation>This is what will happen</translation>
  </message>
  <message>
   <source>Gör så</source>
   <translation>Do so</translation>
  </message>
  <message>
   <source>Avbryt</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Varför ska det vara så här?</source>
   <translation>Why is it to be like this?</translation>
  </message>
  <message>
   <source>Motivering</source>
   <translation>Motivation</translation>
  </message>
  <message>
   <source>Granskaren läser det du skriver.</source>
   <translation>The reviewer reads what you write.</translation>
  </message>
  <message>
   <source>Spara motiveringen</source>
   <translation>Save the motivation</translation>
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation>Ctrl+Enter</translation>
  </message>
  <message>
   <source>Åtgärda …</source>
   <translation>Mend …</translation>
  </message>
  <message>
   <source>Visa vad som kan göras åt fyndet, innan något ändras (F2)</source>
   <translation>Show what can be done about the finding, before anything is changed (F2)</translation>
  </message>
  <message>
   <source>Motivera …</source>
   <translation>Motivate …</translation>
  </message>
  <message>
   <source>Skriv varför varningen får stå kvar (F4)</source>
   <translation>Write why the warning may stand (F4)</translation>
  </message>
  <message>
   <source>Visa</source>
   <translation>Show</translation>
  </message>
  <message>
   <source>Flytta kartan till platsen (F8)</source>
   <translation>Move the map to the place (F8)</translation>
  </message>
  <message>
   <source>Öppna formulär</source>
   <translation>Open form</translation>
  </message>
  <message>
   <source>Öppna objektets formulär (Enter)</source>
   <translation>Open the object's form (Enter)</translation>
  </message>
  <message>
   <source>Så här åtgärdar du</source>
   <translation>How to mend it</translation>
  </message>
 </context>
 <context>
  <name>FindingsPanelForm</name>
  <message>
   <source>Visa eller dölj fel</source>
   <translation>Show or hide errors</translation>
  </message>
  <message>
   <source>Visa eller dölj varningar</source>
   <translation>Show or hide warnings</translation>
  </message>
  <message>
   <source>Visa eller dölj upplysningar</source>
   <translation>Show or hide notes</translation>
  </message>
  <message>
   <source>Sök</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>Sök bland fynden</source>
   <translation>Search among the findings</translation>
  </message>
  <message>
   <source>Sök i objektets namn, klass, fyndet och regeln (Ctrl+F)</source>
   <translation>Search the object's name, class, the finding and the rule (Ctrl+F)</translation>
  </message>
  <message>
   <source>Gruppera</source>
   <translation>Group</translation>
  </message>
  <message>
   <source>Vad fynden ordnas under</source>
   <translation>What the findings are put under</translation>
  </message>
  <message>
   <source>Välj klass, regel och om bara det som kartan visar ska vara med</source>
   <translation>Choose a class, a rule and whether only what the map shows is listed</translation>
  </message>
  <message>
   <source>Klass</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>Visa bara fynd på objekt av en klass</source>
   <translation>Show only findings on objects of one class</translation>
  </message>
  <message>
   <source>Regel</source>
   <translation>Rule</translation>
  </message>
  <message>
   <source>Visa bara fynd av en regel</source>
   <translation>Show only findings of one rule</translation>
  </message>
  <message>
   <source>Bara det kartan visar</source>
   <translation>Only what the map shows</translation>
  </message>
  <message>
   <source>Listan följer kartan när du flyttar den</source>
   <translation>The list follows the map when you move it</translation>
  </message>
  <message>
   <source>Även motiverade</source>
   <translation>Also motivated</translation>
  </message>
  <message>
   <source>Visa eller dölj varningar som har en motivering</source>
   <translation>Show or hide warnings that have a motivation</translation>
  </message>
  <message>
   <source>Visa alla</source>
   <translation>Show all</translation>
  </message>
  <message>
   <source>Filter</source>
   <translation>Filter</translation>
  </message>
  <message>
   <source>Ta bort sökning och filter</source>
   <translation>Remove search and filters</translation>
  </message>
 </context>
 <context>
  <name>HistoryForm</name>
  <message>
   <source>Enter</source>
   <translation>Enter</translation>
  </message>
  <message>
   <source>Visa på kartan</source>
   <translation>Show on the map</translation>
  </message>
  <message>
   <source>F8</source>
   <translation>F8</translation>
  </message>
  <message>
   <source>Läs igen</source>
   <translation>Read again</translation>
  </message>
  <message>
   <source>F5</source>
   <translation>F5</translation>
  </message>
  <message>
   <source>Borttagna objekt</source>
   <translation>Deleted objects</translation>
  </message>
  <message>
   <source>Versioner</source>
   <translation>Versions</translation>
  </message>
  <message>
   <source>Visa historiken</source>
   <translation>Show the history</translation>
  </message>
  <message>
   <source>Tillbaka till de borttagna</source>
   <translation>Back to the deleted ones</translation>
  </message>
  <message>
   <source>Återställ denna version</source>
   <translation>Restore this version</translation>
  </message>
 </context>
 <context>
  <name>Hso</name>
  <message>
   <source>Nya</source>
   <translation>New</translation>
  </message>
  <message>
   <source>Ändrade</source>
   <translation>Changed</translation>
  </message>
  <message>
   <source>Borttagna</source>
   <translation>Deleted</translation>
  </message>
  <message>
   <source>Konflikter att lösa</source>
   <translation>Conflicts to solve</translation>
  </message>
  <message>
   <source>Nekade av plattformen</source>
   <translation>Refused by the platform</translation>
  </message>
  <message>
   <source>Kontrollera {objects}</source>
   <translation>Check {objects}</translation>
  </message>
  <message>
   <source>Nästa: Skicka {changes}</source>
   <translation>Next: Send {changes}</translation>
  </message>
  <message>
   <source>Kontrollera igen</source>
   <translation>Check again</translation>
  </message>
  <message>
   <source>{n} fel</source>
   <comment>one</comment>
   <translation>{n} error</translation>
  </message>
  <message>
   <source>{n} fel</source>
   <comment>several</comment>
   <translation>{n} errors</translation>
  </message>
  <message>
   <source>{n} varning</source>
   <translation>{n} warning</translation>
  </message>
  <message>
   <source>{n} varningar</source>
   <translation>{n} warnings</translation>
  </message>
  <message>
   <source>{n} upplysning</source>
   <translation>{n} note</translation>
  </message>
  <message>
   <source>{n} upplysningar</source>
   <translation>{n} notes</translation>
  </message>
  <message>
   <source>✓ Inga anmärkningar. Alla objekt följer reglerna.</source>
   <translation>✓ Nothing to remark on. All objects follow the rules.</translation>
  </message>
  <message>
   <source>Objektet har ingen plats på kartan. Öppna formuläret i stället.</source>
   <translation>The object has no place on the map. Open the form instead.</translation>
  </message>
  <message>
   <source>Välj kommun</source>
   <translation>Choose a municipality</translation>
  </message>
  <message>
   <source>Länsplattformen</source>
   <translation>County platform</translation>
  </message>
  <message>
   <source>Länsplattformen (test)</source>
   <translation>County platform (test)</translation>
  </message>
  <message>
   <source>Hämta kommunens karta</source>
   <translation>Fetch the municipality's map</translation>
  </message>
  <message>
   <source>Hämta kartan för {municipality}</source>
   <translation>Fetch the map of {municipality}</translation>
  </message>
  <message>
   <source>Platsen på kartan</source>
   <translation>Place on the map</translation>
  </message>
  <message>
   <source>Strukturbild</source>
   <translation>Structure map</translation>
  </message>
  <message>
   <source>Anslut till plattformen</source>
   <translation>Connect to the platform</translation>
  </message>
  <message>
   <source>Hämtat {time}</source>
   <translation>Fetched {time}</translation>
  </message>
  <message>
   <source>{n} att skicka</source>
   <translation>{n} to send</translation>
  </message>
  <message>
   <source>{n} konflikt</source>
   <translation>{n} conflict</translation>
  </message>
  <message>
   <source>{n} konflikter</source>
   <translation>{n} conflicts</translation>
  </message>
  <message>
   <source>Inte ansluten</source>
   <translation>Not connected</translation>
  </message>
  <message>
   <source>I synk</source>
   <translation>In sync</translation>
  </message>
  <message>
   <source>Osparat</source>
   <translation>Unsaved</translation>
  </message>
  <message>
   <source>Arbetar</source>
   <translation>Working</translation>
  </message>
  <message>
   <source>Ny anslutning …</source>
   <translation>New connection …</translation>
  </message>
  <message>
   <source>Spara ändringarna i kartan</source>
   <translation>Save the edits on the map</translation>
  </message>
  <message>
   <source>Nästa: Kontrollera {objects}</source>
   <translation>Next: Check {objects}</translation>
  </message>
  <message>
   <source>Kommunens objekt</source>
   <translation>The municipality's objects</translation>
  </message>
  <message>
   <source>Kommunen har inga objekt än. Välj en klass ovan och rita det första på kartan.</source>
   <translation>The municipality has no objects yet. Choose a class above and draw the first one on the map.</translation>
  </message>
  <message>
   <source>Inget objekt passar sökningen. Töm sökfältet för att se alla.</source>
   <translation>No object fits the search. Clear the search field to see all.</translation>
  </message>
  <message>
   <source>Hämta nytt</source>
   <translation>Fetch what is new</translation>
  </message>
  <message>
   <source>{own} i {municipality} och {others} i grannkommunerna finns på din dator.</source>
   <translation>{own} in {municipality} and {others} in the neighbouring municipalities are on your computer.</translation>
  </message>
  <message>
   <source>Visa eller dölj arbetspanelen för strukturbilden</source>
   <translation>Show or hide the workspace of the structure map</translation>
  </message>
  <message>
   <source>&amp;Strukturbild</source>
   <translation>&amp;Structure map</translation>
  </message>
  <message>
   <source>punkt</source>
   <translation>point</translation>
  </message>
  <message>
   <source>linje</source>
   <translation>line</translation>
  </message>
  <message>
   <source>yta</source>
   <translation>area</translation>
  </message>
  <message>
   <source>Osparade ändringar</source>
   <translation>Unsaved edits</translation>
  </message>
  <message>
   <source>Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.</source>
   <translation>There are unsaved edits in {n} layer on the map. Save them to go on.</translation>
  </message>
  <message>
   <source>Det finns osparade ändringar i {n} lager på kartan. Spara dem för att fortsätta.</source>
   <comment>many</comment>
   <translation>There are unsaved edits in {n} layers on the map. Save them to go on.</translation>
  </message>
  <message>
   <source>Spara och fortsätt</source>
   <translation>Save and go on</translation>
  </message>
  <message>
   <source>Avbryt</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Inget att skicka</source>
   <translation>Nothing to send</translation>
  </message>
  <message>
   <source>Skicka {changes}</source>
   <translation>Send {changes}</translation>
  </message>
  <message>
   <source>{user} tog bort objektet {time}, medan du ändrade det.</source>
   <translation>{user} deleted the object {time}, while you were changing it.</translation>
  </message>
  <message>
   <source>{user} ändrade objektet {time}, medan du tog bort det.</source>
   <translation>{user} changed the object {time}, while you deleted it.</translation>
  </message>
  <message>
   <source>{user} ändrade objektet {time}, medan du också ändrade det.</source>
   <translation>{user} changed the object {time}, while you changed it too.</translation>
  </message>
  <message>
   <source>Nytt objekt. Grannkommunerna ser det när du har skickat.</source>
   <translation>New object. The neighbouring municipalities see it once you have sent it.</translation>
  </message>
  <message>
   <source>Tas bort på plattformen när du skickar. Historiken finns kvar där.</source>
   <translation>Is deleted on the platform when you send. Its history stays there.</translation>
  </message>
  <message>
   <source>Hämta</source>
   <translation>Fetch</translation>
  </message>
  <message>
   <source>Redigera</source>
   <translation>Edit</translation>
  </message>
  <message>
   <source>Kontrollera</source>
   <translation>Check</translation>
  </message>
  <message>
   <source>Skicka</source>
   <translation>Send</translation>
  </message>
  <message>
   <source>klart</source>
   <translation>done</translation>
  </message>
  <message>
   <source>nästa att göra</source>
   <translation>next to do</translation>
  </message>
  <message>
   <source>{n} objekt</source>
   <comment>one</comment>
   <translation>{n} object</translation>
  </message>
  <message>
   <source>{n} objekt</source>
   <comment>several</comment>
   <translation>{n} objects</translation>
  </message>
  <message>
   <source>{n} ändring</source>
   <translation>{n} change</translation>
  </message>
  <message>
   <source>{n} ändringar</source>
   <translation>{n} changes</translation>
  </message>
  <message>
   <source>nyss</source>
   <translation>just now</translation>
  </message>
  <message>
   <source>för {n} minut sedan</source>
   <translation>{n} minute ago</translation>
  </message>
  <message>
   <source>för {n} minuter sedan</source>
   <translation>{n} minutes ago</translation>
  </message>
  <message>
   <source>för {n} timme sedan</source>
   <translation>{n} hour ago</translation>
  </message>
  <message>
   <source>för {n} timmar sedan</source>
   <translation>{n} hours ago</translation>
  </message>
  <message>
   <source>för {n} dag sedan</source>
   <translation>{n} day ago</translation>
  </message>
  <message>
   <source>för {n} dagar sedan</source>
   <translation>{n} days ago</translation>
  </message>
  <message>
   <source>utan namn</source>
   <translation>no name</translation>
  </message>
  <message>
   <source>utan klass</source>
   <translation>no class</translation>
  </message>
  <message>
   <source>Klass</source>
   <translation>Class</translation>
  </message>
  <message>
   <source>Testar anslutningen</source>
   <translation>Testing the connection</translation>
  </message>
  <message>
   <source>Kartan är hämtad. Välj en klass och börja rita.</source>
   <translation>The map is fetched. Choose a class and begin to draw.</translation>
  </message>
  <message>
   <source>Hämtar kartan</source>
   <translation>Fetching the map</translation>
  </message>
  <message>
   <source>Öppnar arbetskopian</source>
   <translation>Opening the working copy</translation>
  </message>
  <message>
   <source>Läser arbetskopian</source>
   <translation>Reading the working copy</translation>
  </message>
  <message>
   <source>Hämtat: {changes} kom in.</source>
   <translation>Fetched: {changes} came in.</translation>
  </message>
  <message>
   <source>Hämtat: inget nytt på plattformen.</source>
   <translation>Fetched: nothing new on the platform.</translation>
  </message>
  <message>
   <source>Hämtar nytt</source>
   <translation>Fetching what is new</translation>
  </message>
  <message>
   <source>Skickar</source>
   <translation>Sending</translation>
  </message>
  <message>
   <source>Kontrollerar objekten</source>
   <translation>Checking the objects</translation>
  </message>
  <message>
   <source>Löser konflikten</source>
   <translation>Solving the conflict</translation>
  </message>
  <message>
   <source>Vänta tills det pågående är klart: {job}</source>
   <translation>Wait until what is going on is done: {job}</translation>
  </message>
  <message>
   <source>Avbrutet. Inget har gått förlorat.</source>
   <translation>Cancelled. Nothing was lost.</translation>
  </message>
  <message>
   <source>{changes} finns nu på plattformen</source>
   <translation>{changes} landed on the platform</translation>
  </message>
  <message>
   <source>{n} nekad</source>
   <translation>{n} refused</translation>
  </message>
  <message>
   <source>{n} nekade</source>
   <translation>{n} refused</translation>
  </message>
  <message>
   <source>{n} ny</source>
   <translation>{n} new</translation>
  </message>
  <message>
   <source>{n} nya</source>
   <translation>{n} new</translation>
  </message>
  <message>
   <source>{n} ändrad</source>
   <translation>{n} changed</translation>
  </message>
  <message>
   <source>{n} ändrade</source>
   <translation>{n} changed</translation>
  </message>
  <message>
   <source>{n} borttagen</source>
   <translation>{n} deleted</translation>
  </message>
  <message>
   <source>{n} borttagna</source>
   <translation>{n} deleted</translation>
  </message>
  <message>
   <source>Det senaste som kommit in: {changes} från {n} person.</source>
   <translation>The latest to come in: {changes} by {n} person.</translation>
  </message>
  <message>
   <source>Det senaste som kommit in: {changes} från {n} personer.</source>
   <translation>The latest to come in: {changes} by {n} people.</translation>
  </message>
  <message>
   <source>Spara och kontrollera</source>
   <translation>Save and check</translation>
  </message>
  <message>
   <source>Spara och skicka</source>
   <translation>Save and send</translation>
  </message>
  <message>
   <source>Klicka på kartan där {class} ska ligga.</source>
   <translation>Click on the map where {class} is to be.</translation>
  </message>
  <message>
   <source>Rita {class} på kartan. Högerklicka när du är klar.</source>
   <translation>Draw {class} on the map. Right-click when you are done.</translation>
  </message>
  <message>
   <source>Kartan öppnas …</source>
   <translation>Opening the map …</translation>
  </message>
  <message>
   <source>Försök igen</source>
   <translation>Try again</translation>
  </message>
  <message>
   <source>Fyll i anslutningen</source>
   <translation>Fill in the connection</translation>
  </message>
  <message>
   <source>Hämta kartan på nytt</source>
   <translation>Fetch the map anew</translation>
  </message>
  <message>
   <source>Kartan öppnas, ett ögonblick.</source>
   <translation>The map is being opened, one moment.</translation>
  </message>
  <message>
   <source>Välj en hämtad karta</source>
   <translation>Choose a fetched map</translation>
  </message>
  <message>
   <source>Inte öppnad</source>
   <translation>Not open</translation>
  </message>
  <message>
   <source>{n} krockar med din egen ändring: välj vilken som ska gälla.</source>
   <translation>{n} clashes with your own change: choose which one is to count.</translation>
  </message>
  <message>
   <source>{n} krockar med dina egna ändringar: välj vilka som ska gälla.</source>
   <translation>{n} clash with your own changes: choose which ones are to count.</translation>
  </message>
  <message>
   <source>Inget nytt har kommit in än. Det som andra skickar till plattformen visas här när du hämtar.</source>
   <translation>Nothing new has come in yet. What others send to the platform is shown here when you fetch.</translation>
  </message>
  <message>
   <source>Allt du har gjort finns på plattformen. Det du ritar eller ändrar visas här tills det är skickat.</source>
   <translation>Everything you have done is on the platform. What you draw or change is shown here until it is sent.</translation>
  </message>
  <message>
   <source>Sparar motiveringen</source>
   <translation>Saving the motivation</translation>
  </message>
  <message>
   <source>Tar tillbaka motiveringen</source>
   <translation>Taking the motivation back</translation>
  </message>
  <message>
   <source>Exporterar fynden</source>
   <translation>Exporting the findings</translation>
  </message>
  <message>
   <source>Det andra objektet finns inte längre på kartan.</source>
   <translation>The other object is no longer on the map.</translation>
  </message>
  <message>
   <source>Objektet finns inte längre i lagret. Kontrollera igen.</source>
   <translation>The object is no longer in the layer. Check again.</translation>
  </message>
  <message>
   <source>Klart. Ångra med Ctrl+Z om det inte blev som du ville, och spara sedan lagret.</source>
   <translation>Done. Undo with Ctrl+Z if it did not turn out as you wanted, and then save the layer.</translation>
  </message>
  <message>
   <source>Källa: {source}</source>
   <translation>Source: {source}</translation>
  </message>
  <message>
   <source>Regel: {rule}</source>
   <translation>Rule: {rule}</translation>
  </message>
  <message>
   <source>Det andra objektet: {title}</source>
   <translation>The other object: {title}</translation>
  </message>
  <message>
   <source>Motiverad av {user} {time}</source>
   <translation>Motivated by {user} {time}</translation>
  </message>
  <message>
   <source>Stäng</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>Minst {n} tecken.</source>
   <translation>At least {n} characters.</translation>
  </message>
  <message>
   <source>{n} kvar.</source>
   <translation>{n} to go.</translation>
  </message>
  <message>
   <source>Fynd</source>
   <translation>Findings</translation>
  </message>
  <message>
   <source>fynd {municipality}</source>
   <translation>findings {municipality}</translation>
  </message>
  <message>
   <source>Exportera fynden</source>
   <translation>Export the findings</translation>
  </message>
  <message>
   <source>Ordnar fynden</source>
   <translation>Putting the findings in order</translation>
  </message>
  <message>
   <source>Ritar fynden på kartan</source>
   <translation>Drawing the findings on the map</translation>
  </message>
  <message>
   <source>Allvar</source>
   <translation>Severity</translation>
  </message>
  <message>
   <source>Vad</source>
   <translation>What</translation>
  </message>
  <message>
   <source>Objekt</source>
   <translation>Object</translation>
  </message>
  <message>
   <source>Regel</source>
   <translation>Rule</translation>
  </message>
  <message>
   <source>Motiverad</source>
   <translation>Motivated</translation>
  </message>
  <message>
   <source>hopfälld</source>
   <translation>folded</translation>
  </message>
  <message>
   <source>utfälld</source>
   <translation>unfolded</translation>
  </message>
  <message>
   <source>motiverad</source>
   <translation>motivated</translation>
  </message>
  <message>
   <source>Per objekt</source>
   <translation>By object</translation>
  </message>
  <message>
   <source>Per regel</source>
   <translation>By rule</translation>
  </message>
  <message>
   <source>Utan grupper</source>
   <translation>Ungrouped</translation>
  </message>
  <message>
   <source>Alla klasser</source>
   <translation>All classes</translation>
  </message>
  <message>
   <source>Alla regler</source>
   <translation>All rules</translation>
  </message>
  <message>
   <source>{n} av {all} fynd visas</source>
   <translation>{n} of {all} findings shown</translation>
  </message>
  <message>
   <source>Kontrollerat {time}</source>
   <translation>Checked {time}</translation>
  </message>
  <message>
   <source>Kartan har ändrats sedan dess: kontrollera igen.</source>
   <translation>The map has changed since then: check again.</translation>
  </message>
  <message>
   <source>{n} av {all} varningar motiverade</source>
   <translation>{n} of {all} warnings motivated</translation>
  </message>
  <message>
   <source>Objekten är inte kontrollerade än. Tryck på Kontrollera i arbetspanelen.</source>
   <translation>The objects have not been checked yet. Press Check in the workspace panel.</translation>
  </message>
  <message>
   <source>Fynden ordnas …</source>
   <translation>The findings are being put in order …</translation>
  </message>
  <message>
   <source>Inget fynd i det som kartan visar. Flytta kartan, eller tryck på Visa alla för att se hela listan.</source>
   <translation>No finding in what the map shows. Move the map, or press Show all to see the whole list.</translation>
  </message>
  <message>
   <source>Kontrollerar det som ritas</source>
   <translation>Checking what is drawn</translation>
  </message>
  <message>
   <source>Fynden är exporterade till {file}.</source>
   <translation>The findings are exported to {file}.</translation>
  </message>
  <message>
   <source>Öppna</source>
   <translation>Open</translation>
  </message>
  <message>
   <source>Räknar ut en åtgärd</source>
   <translation>Working out a mend</translation>
  </message>
  <message>
   <source>Åtgärda: {what}</source>
   <translation>Mend: {what}</translation>
  </message>
  <message>
   <source>{n} fynd</source>
   <comment>one</comment>
   <translation>{n} finding</translation>
  </message>
  <message>
   <source>{n} fynd</source>
   <comment>several</comment>
   <translation>{n} findings</translation>
  </message>
  <message>
   <source>hopslaget med din ändring</source>
   <translation>merged with your change</translation>
  </message>
  <message>
   <source>Utgångsläge</source>
   <translation>Before</translation>
  </message>
  <message>
   <source>Min</source>
   <translation>Mine</translation>
  </message>
  <message>
   <source>Serverns</source>
   <translation>The server's</translation>
  </message>
  <message>
   <source>inte skickad än</source>
   <translation>not sent yet</translation>
  </message>
  <message>
   <source>Så ritas platsen på kartan</source>
   <translation>How the place is drawn on the map</translation>
  </message>
  <message>
   <source>Visa {n} som är lika</source>
   <comment>one</comment>
   <translation>Show {n} that are the same</translation>
  </message>
  <message>
   <source>Visa {n} som är lika</source>
   <comment>several</comment>
   <translation>Show {n} that are the same</translation>
  </message>
  <message>
   <source>Konflikter</source>
   <translation>Conflicts</translation>
  </message>
  <message>
   <source>{user} tog bort objektet {time}, medan du också tog bort det.</source>
   <translation>{user} deleted the object {time}, while you deleted it too.</translation>
  </message>
  <message>
   <source>Serverns version är borttagen. Vill du behålla ditt objekt eller ta bort det?</source>
   <translation>The server's version has been deleted. Do you want to keep your object or delete it?</translation>
  </message>
  <message>
   <source>Objektet är borttaget på båda håll. Bekräfta, så är konflikten ur världen.</source>
   <translation>The object has been deleted on both sides. Confirm, and the conflict is over.</translation>
  </message>
  <message>
   <source>Du har tagit bort objektet. Ska det vara borta, eller vill du ta tillbaka det?</source>
   <translation>You have deleted the object. Shall it stay deleted, or do you want it back?</translation>
  </message>
  <message>
   <source>Välj</source>
   <translation>Choose</translation>
  </message>
  <message>
   <source>Valt</source>
   <translation>Chosen</translation>
  </message>
  <message>
   <source>Bara du ändrade</source>
   <translation>Only you changed it</translation>
  </message>
  <message>
   <source>Bara {user} ändrade</source>
   <translation>Only {user} changed it</translation>
  </message>
  <message>
   <source>Behåll &amp;min</source>
   <translation>Keep &amp;mine</translation>
  </message>
  <message>
   <source>Ta &amp;bort</source>
   <translation>&amp;Delete</translation>
  </message>
  <message>
   <source>Behåll &amp;mitt objekt</source>
   <translation>Keep &amp;my object</translation>
  </message>
  <message>
   <source>Ta &amp;serverns</source>
   <translation>Take the &amp;server's</translation>
  </message>
  <message>
   <source>Ta till&amp;baka</source>
   <translation>Take it &amp;back</translation>
  </message>
  <message>
   <source>Läggs tillbaka på plattformen, som du har det, när du skickar.</source>
   <translation>Is put back on the platform, as you have it, when you send.</translation>
  </message>
  <message>
   <source>Din version gäller när du skickar.</source>
   <translation>Your version holds when you send.</translation>
  </message>
  <message>
   <source>Ersätter det {user} ändrade när du skickar: {fields}.</source>
   <translation>Replaces what {user} changed, when you send: {fields}.</translation>
  </message>
  <message>
   <source>Förblir borttaget. Inget behöver skickas.</source>
   <translation>Stays deleted. Nothing needs to be sent.</translation>
  </message>
  <message>
   <source>Tas bort ur din karta, med det du ändrade.</source>
   <translation>Is removed from your map, with what you changed.</translation>
  </message>
  <message>
   <source>Kommer tillbaka i din karta, som {user} lämnade det.</source>
   <translation>Comes back to your map, as {user} left it.</translation>
  </message>
  <message>
   <source>Serverns version gäller. Inget behöver skickas.</source>
   <translation>The server's version holds. Nothing needs to be sent.</translation>
  </message>
  <message>
   <source>Det du ändrade försvinner: {fields}.</source>
   <translation>What you changed is dropped: {fields}.</translation>
  </message>
  <message>
   <source>Serverns står kvar. Ditt blir ett nytt objekt på samma plats, som du kan flytta.</source>
   <translation>The server's stays. Yours becomes a new object in the same place, which you can move.</translation>
  </message>
  <message>
   <source>Välj först: {fields}.</source>
   <translation>Choose first: {fields}.</translation>
  </message>
  <message>
   <source>Objektet blir som serverns. Inget behöver skickas.</source>
   <translation>The object becomes as the server's. Nothing needs to be sent.</translation>
  </message>
  <message>
   <source>{mine} från dig, {theirs} från servern. Skickas när du trycker på Skicka.</source>
   <translation>{mine} from you, {theirs} from the server. Sent when you press Send.</translation>
  </message>
  <message>
   <source>Hör inte till den valda klassen: {fields}.</source>
   <translation>Does not belong to the chosen class: {fields}.</translation>
  </message>
  <message>
   <source>Objektet har ändrats igen sedan du öppnade konflikten. Så här är det nu: se över dina val.</source>
   <translation>The object has changed again since you opened the conflict. This is how it is now: look over your choices.</translation>
  </message>
  <message>
   <source>Alla konflikter är lösta. Inget behöver skickas.</source>
   <translation>All conflicts are solved. Nothing needs to be sent.</translation>
  </message>
  <message>
   <source>Alla konflikter är lösta. Tryck på Skicka, så går {changes} till plattformen.</source>
   <translation>All conflicts are solved. Press Send, and {changes} go to the platform.</translation>
  </message>
  <message>
   <source>Ni har båda ändrat {n} fält: välj vems som ska gälla.</source>
   <translation>You have both changed {n} field: choose whose holds.</translation>
  </message>
  <message>
   <source>Ni har båda ändrat {n} fält: välj vems som ska gälla.</source>
   <comment>many</comment>
   <translation>You have both changed {n} fields: choose whose holds.</translation>
  </message>
  <message>
   <source>{n} fält som bara en av er har ändrat är redan valt.</source>
   <translation>{n} field that only one of you changed is chosen already.</translation>
  </message>
  <message>
   <source>{n} fält som bara en av er har ändrat är redan valda.</source>
   <translation>{n} fields that only one of you changed are chosen already.</translation>
  </message>
  <message>
   <source>Inga fält skiljer längre: välj en av versionerna.</source>
   <translation>No fields differ any more: choose one of the versions.</translation>
  </message>
  <message>
   <source>{n} fält</source>
   <comment>one</comment>
   <translation>{n} field</translation>
  </message>
  <message>
   <source>{n} fält</source>
   <comment>several</comment>
   <translation>{n} fields</translation>
  </message>
  <message>
   <source>någon</source>
   <translation>somebody</translation>
  </message>
  <message>
   <source>Skriv varför varningen får stå kvar (F4)</source>
   <translation>Write why the warning may stand (F4)</translation>
  </message>
  <message>
   <source>Spara objektet först: en motivering hör till det som är sparat</source>
   <translation>Save the object first: a motivation belongs to what is saved</translation>
  </message>
  <message>
   <source>Inget fynd passar sökningen eller filtren. Tryck på Visa alla för att se alla.</source>
   <translation>No finding fits the search or the filters. Press Show all to see all.</translation>
  </message>
  <message>
   <source>ingen plats på kartan</source>
   <translation>no place on the map</translation>
  </message>
  <message>
   <source>en punkt på kartan</source>
   <translation>a point on the map</translation>
  </message>
  <message>
   <source>som förut</source>
   <translation>as before</translation>
  </message>
  <message>
   <source>ytan {before} → {after}</source>
   <translation>area {before} → {after}</translation>
  </message>
  <message>
   <source>längden {before} → {after}</source>
   <translation>length {before} → {after}</translation>
  </message>
  <message>
   <source>ny form</source>
   <translation>new shape</translation>
  </message>
  <message>
   <source>flyttad {distance}</source>
   <translation>moved {distance}</translation>
  </message>
  <message>
   <source>{n} objekt som ändrats på två håll slogs ihop.</source>
   <comment>one</comment>
   <translation>{n} object changed on both sides was merged.</translation>
  </message>
  <message>
   <source>{n} objekt som ändrats på två håll slogs ihop.</source>
   <comment>several</comment>
   <translation>{n} objects changed on both sides were merged.</translation>
  </message>
  <message>
   <source>Tillräckligt långt.</source>
   <translation>Long enough.</translation>
  </message>
  <message>
   <source>Det finns ingen säker åtgärd för det här fyndet. Gör som det står under ”Så här åtgärdar du”.</source>
   <translation>There is no safe mend for this finding. Do as it says under “How to mend it”.</translation>
  </message>
  <message>
   <source>Hela {name} kommun</source>
   <translation>The whole of {name} municipality</translation>
  </message>
  <message>
   <source>Skickade utan svar</source>
   <translation>Sent without an answer</translation>
  </message>
  <message>
   <source>Se efter nytt på plattformen var tionde minut</source>
   <translation>Look for news on the platform every ten minutes</translation>
  </message>
  <message>
   <source>Visa på kartan</source>
   <translation>Show on the map</translation>
  </message>
  <message>
   <source>Öppna formuläret</source>
   <translation>Open the form</translation>
  </message>
  <message>
   <source>Historik</source>
   <translation>History</translation>
  </message>
  <message>
   <source>Tryck för att se det som väntar på att skickas.</source>
   <translation>Click to see what waits to be sent.</translation>
  </message>
  <message>
   <source>Strukturbild: historik</source>
   <translation>Structure map: history</translation>
  </message>
  <message>
   <source>Läser historiken</source>
   <translation>Reading the history</translation>
  </message>
  <message>
   <source>Läser borttagna objekt</source>
   <translation>Reading deleted objects</translation>
  </message>
  <message>
   <source>Borttagna objekt i {municipality}</source>
   <translation>Deleted objects in {municipality}</translation>
  </message>
  <message>
   <source>återställd</source>
   <translation>restored</translation>
  </message>
  <message>
   <source>ny</source>
   <translation>new</translation>
  </message>
  <message>
   <source>ändrad</source>
   <translation>changed</translation>
  </message>
  <message>
   <source>borttagen</source>
   <translation>deleted</translation>
  </message>
  <message>
   <source>Inte skickad än</source>
   <translation>Not sent yet</translation>
  </message>
  <message>
   <source>Version {n}</source>
   <translation>Version {n}</translation>
  </message>
  <message>
   <source>du, på den här datorn</source>
   <translation>you, on this computer</translation>
  </message>
  <message>
   <source>Objektet togs bort. Så här såg det ut:</source>
   <translation>The object was deleted. This is what it was:</translation>
  </message>
  <message>
   <source>Versionen före är inte känd här. Så här såg objektet ut:</source>
   <translation>The version before is not known here. This is what the object was:</translation>
  </message>
  <message>
   <source>Objektet ritades. Så här såg det ut:</source>
   <translation>The object was drawn. This is what it was:</translation>
  </message>
  <message>
   <source>Ingenting skiljer sig från versionen före.</source>
   <translation>Nothing differs from the version before.</translation>
  </message>
  <message>
   <source>{n} fält ändrades:</source>
   <comment>one</comment>
   <translation>{n} field was changed:</translation>
  </message>
  <message>
   <source>{n} fält ändrades:</source>
   <comment>more</comment>
   <translation>{n} fields were changed:</translation>
  </message>
  <message>
   <source>Det här är inte skickat. Under Skicka kan du skicka eller ångra det.</source>
   <translation>This has not been sent. Under Send you can send it or undo it.</translation>
  </message>
  <message>
   <source>Objektet hör till en annan kommun, och bara den kan återställa det.</source>
   <translation>The object belongs to another municipality, which alone can restore it.</translation>
  </message>
  <message>
   <source>Objektet har en konflikt. Lös den först, under Skicka.</source>
   <translation>The object has a conflict. Settle it first, under Send.</translation>
  </message>
  <message>
   <source>En ändring av objektet är på väg. Tryck på Skicka först.</source>
   <translation>A change of the object is on its way. Press Send first.</translation>
  </message>
  <message>
   <source>En borttagning återställs inte. Välj en version före den.</source>
   <translation>A deletion is not restored. Choose a version before it.</translation>
  </message>
  <message>
   <source>Så här är objektet nu.</source>
   <translation>This is what the object is now.</translation>
  </message>
  <message>
   <source>Objektet kommer tillbaka i kartan som det var då. Skicka gör det till en ny version.</source>
   <translation>The object comes back on the map as it was then. Sending makes it a new version.</translation>
  </message>
  <message>
   <source>Objektet blir i kartan som det var då. Skicka gör det till en ny version.</source>
   <translation>The object on the map becomes what it was then. Sending makes it a new version.</translation>
  </message>
  <message>
   <source>Din ändring som inte är skickad ersätts; den sparas i en fil.</source>
   <translation>Your change that has not been sent is replaced; it is kept in a file.</translation>
  </message>
  <message>
   <source>Här visas bara det som finns i arbetskopian.</source>
   <translation>Only what is in the working copy is shown here.</translation>
  </message>
  <message>
   <source>Objektet har ingen historik än. Spara det på kartan och skicka det, så börjar den.</source>
   <translation>The object has no history yet. Save it on the map and send it, and its history begins.</translation>
  </message>
  <message>
   <source>Kommunen har inga borttagna objekt. Det som tas bort och skickas hamnar här.</source>
   <translation>The municipality has no deleted objects. What is deleted and sent ends up here.</translation>
  </message>
  <message>
   <source>Arbetskopian känner inte till några borttagna objekt. Försök igen när nätet är tillbaka.</source>
   <translation>The working copy knows of no deleted objects. Try again when the network is back.</translation>
  </message>
  <message>
   <source>Ser efter om det finns något nytt</source>
   <translation>Looking for news</translation>
  </message>
  <message>
   <source>{names} och {n} till</source>
   <translation>{names} and {n} more</translation>
  </message>
  <message>
   <source>Ångra ändringarna av {names}? De blir som på plattformen; nya tas bort.</source>
   <translation>Undo the changes to {names}? They become as on the platform; new ones are removed.</translation>
  </message>
  <message>
   <source>Ta bort det nya objektet {names}?</source>
   <translation>Remove the new object {names}?</translation>
  </message>
  <message>
   <source>Ångra ändringen av {names}? Det blir som på plattformen.</source>
   <translation>Undo the change to {names}? It becomes as on the platform.</translation>
  </message>
  <message>
   <source>Ta tillbaka {names}? Objektet blir som på plattformen.</source>
   <translation>Bring {names} back? The object becomes as on the platform.</translation>
  </message>
  <message>
   <source>Det du ångrar sparas först i en fil bredvid arbetskopian.</source>
   <translation>What you undo is first saved in a file beside the working copy.</translation>
  </message>
  <message>
   <source>Ångra ändringar</source>
   <translation>Undo changes</translation>
  </message>
  <message>
   <source>Objektet har en ändring som inte är skickad. Version {n} ersätter den.

Din ändring sparas först i en fil bredvid arbetskopian.</source>
   <translation>The object has a change that has not been sent. Version {n} replaces it.

Your change is first kept in a file beside the working copy.</translation>
  </message>
  <message>
   <source>Återställ version {n}</source>
   <translation>Restore version {n}</translation>
  </message>
  <message>
   <source>Återställ</source>
   <translation>Restore</translation>
  </message>
  <message>
   <source>Ångra ändringen</source>
   <translation>Undo the change</translation>
  </message>
  <message>
   <source>Ångra {n} ändringar</source>
   <translation>Undo {n} changes</translation>
  </message>
  <message>
   <source>Spara ändringarna</source>
   <translation>Save the changes</translation>
  </message>
  <message>
   <source>Kryssa för det som ska skickas</source>
   <translation>Tick what is to be sent</translation>
  </message>
  <message>
   <source>Skicka {n} av {all}</source>
   <translation>Send {n} of {all}</translation>
  </message>
  <message>
   <source>{objects} valda</source>
   <translation>{objects} chosen</translation>
  </message>
  <message>
   <source>Skickat, men svaret kom aldrig. När du skickar eller hämtar nästa gång visar det sig om det kom fram; annars skickas det igen.</source>
   <translation>Sent, but the answer never came. When you next send or fetch, it will show whether it arrived; if not, it is sent again.</translation>
  </message>
  <message>
   <source>Offline</source>
   <translation>Offline</translation>
  </message>
  <message>
   <source>Senaste kontakt med plattformen {ago}: {time}</source>
   <translation>Last contact with the platform {ago}: {time}</translation>
  </message>
  <message>
   <source>{n} att hämta</source>
   <translation>{n} to fetch</translation>
  </message>
  <message>
   <source>Ångrar</source>
   <translation>Undoing</translation>
  </message>
  <message>
   <source>Återställer</source>
   <translation>Restoring</translation>
  </message>
  <message>
   <source>&amp;Hämta om med mina ändringar</source>
   <translation>&amp;Fetch anew with my changes</translation>
  </message>
  <message>
   <source>Hämtar om kartan</source>
   <translation>Fetching the map anew</translation>
  </message>
  <message>
   <source>Kartan är hämtad på nytt.</source>
   <translation>The map has been fetched anew.</translation>
  </message>
  <message>
   <source>{n} ändring följde med.</source>
   <translation>{n} change came along.</translation>
  </message>
  <message>
   <source>{n} ändringar följde med.</source>
   <translation>{n} changes came along.</translation>
  </message>
  <message>
   <source>{n} ändring fick inte plats helt och finns kvar i filen med ändringar.</source>
   <translation>{n} change had no room as a whole and is kept in the file of edits.</translation>
  </message>
  <message>
   <source>{n} ändringar fick inte plats helt och finns kvar i filen med ändringar.</source>
   <translation>{n} changes had no room as a whole and are kept in the file of edits.</translation>
  </message>
  <message>
   <source>Det fanns inga ändringar att ta med.</source>
   <translation>There were no changes to take along.</translation>
  </message>
  <message>
   <source>Ångrat. Det du hade finns i filen {file}.</source>
   <translation>Undone. What you had is in the file {file}.</translation>
  </message>
  <message>
   <source>{n} ändringar är ångrade. Det du hade finns i filen {file}.</source>
   <translation>{n} changes are undone. What you had is in the file {file}.</translation>
  </message>
  <message>
   <source>Version {n} är återställd i kartan. Skicka, så gäller den.</source>
   <translation>Version {n} is restored on the map. Send, and it holds.</translation>
  </message>
  <message>
   <source>Det du hade finns i filen {file}.</source>
   <translation>What you had is in the file {file}.</translation>
  </message>
  <message>
   <source>{n} konflikt väntar på dig.</source>
   <translation>{n} conflict waits for you.</translation>
  </message>
  <message>
   <source>{n} konflikter väntar på dig.</source>
   <translation>{n} conflicts wait for you.</translation>
  </message>
  <message>
   <source>Bredvid den nya arbetskopian ligger nu:</source>
   <translation>Beside the new working copy there are now:</translation>
  </message>
  <message>
   <source>{old}: den gamla arbetskopian, som den var.</source>
   <translation>{old}: the old working copy, as it was.</translation>
  </message>
  <message>
   <source>Mapp: {folder}</source>
   <translation>Folder: {folder}</translation>
  </message>
  <message>
   <source>De tas aldrig bort av sig själva.</source>
   <translation>They are never removed by themselves.</translation>
  </message>
  <message>
   <source>skickat som kommentar</source>
   <translation>sent as a comment</translation>
  </message>
  <message>
   <source>Utgåvor</source>
   <translation>Releases</translation>
  </message>
  <message>
   <source>Alla sorters fynd</source>
   <translation>All sorts of findings</translation>
  </message>
  <message>
   <source>Kontrollera {municipalities} tillsammans</source>
   <translation>Check {municipalities} together</translation>
  </message>
  <message>
   <source>Spara sammanställningen</source>
   <translation>Save the check</translation>
  </message>
  <message>
   <source>sammanställning</source>
   <translation>county check</translation>
  </message>
  <message>
   <source>Inga fynd: kommunernas kartor hänger ihop.</source>
   <translation>No findings: the municipalities' maps hold together.</translation>
  </message>
  <message>
   <source>Något har lämnats in eller beslutats sedan dess. Kontrollera igen.</source>
   <translation>Something was submitted or decided since then. Check again.</translation>
  </message>
  <message>
   <source>Alla kommuner</source>
   <translation>All municipalities</translation>
  </message>
  <message>
   <source>Hämta granskningen så kan kommunerna kontrolleras tillsammans här.</source>
   <translation>Fetch the review and the municipalities can be checked together here.</translation>
  </message>
  <message>
   <source>Här kontrolleras alla kommuners kartor tillsammans: linjer som inte fortsätter på andra sidan gränsen, ytor som överlappar över den och det som saknas i en kommun.</source>
   <translation>Here the maps of all municipalities are checked together: lines that do not go on beyond the border, areas that overlap across it, and what is lacking in a municipality.</translation>
  </message>
  <message>
   <source>Inget fynd av det slaget.</source>
   <translation>No finding of that sort.</translation>
  </message>
  <message>
   <source>Skicka till {names}</source>
   <translation>Send to {names}</translation>
  </message>
  <message>
   <source>Redan skickat som kommentar.</source>
   <translation>Sent as a comment already.</translation>
  </message>
  <message>
   <source>Inga kommentarer. Det som sägs om inlämningen, om ett objekt eller om en plats visas här.</source>
   <translation>No comments. What is said of the submission, of an object or of a place is shown here.</translation>
  </message>
  <message>
   <source>Ny kommentar: {about}</source>
   <translation>New comment: {about}</translation>
  </message>
  <message>
   <source>Skriv om kommentaren och skicka den igen</source>
   <translation>Rewrite the comment and send it again</translation>
  </message>
  <message>
   <source>Svara</source>
   <translation>Answer</translation>
  </message>
  <message>
   <source>Skriv kommentaren här</source>
   <translation>Write the comment here</translation>
  </message>
  <message>
   <source>Skriv ett svar här, om det behövs</source>
   <translation>Write an answer here, if one is needed</translation>
  </message>
  <message>
   <source>Ta upp igen</source>
   <translation>Take up again</translation>
  </message>
  <message>
   <source>Svara: åtgärdad</source>
   <translation>Answer: settled</translation>
  </message>
  <message>
   <source>Markera åtgärdad</source>
   <translation>Mark as settled</translation>
  </message>
  <message>
   <source>Obesvarade</source>
   <translation>Unanswered</translation>
  </message>
  <message>
   <source>Besvarade</source>
   <translation>Answered</translation>
  </message>
  <message>
   <source>Åtgärdade</source>
   <translation>Settled</translation>
  </message>
  <message>
   <source>{n} kommentar</source>
   <translation>{n} comment</translation>
  </message>
  <message>
   <source>{n} kommentarer</source>
   <translation>{n} comments</translation>
  </message>
  <message>
   <source>{n} obesvarad</source>
   <translation>{n} unanswered</translation>
  </message>
  <message>
   <source>{n} obesvarade</source>
   <translation>{n} unanswered</translation>
  </message>
  <message>
   <source>{n} besvarad</source>
   <translation>{n} answered</translation>
  </message>
  <message>
   <source>{n} besvarade</source>
   <translation>{n} answered</translation>
  </message>
  <message>
   <source>{n} åtgärdad</source>
   <translation>{n} settled</translation>
  </message>
  <message>
   <source>{n} åtgärdade</source>
   <translation>{n} settled</translation>
  </message>
  <message>
   <source>{n} väntar på att skickas</source>
   <comment>one</comment>
   <translation>{n} waiting to be sent</translation>
  </message>
  <message>
   <source>{n} väntar på att skickas</source>
   <comment>several</comment>
   <translation>{n} waiting to be sent</translation>
  </message>
  <message>
   <source>väntar på att skickas</source>
   <translation>waiting to be sent</translation>
  </message>
  <message>
   <source>Du</source>
   <translation>You</translation>
  </message>
  <message>
   <source>markerade som åtgärdad</source>
   <translation>marked as settled</translation>
  </message>
  <message>
   <source>tog upp igen</source>
   <translation>took up again</translation>
  </message>
  <message>
   <source>En plats på kartan</source>
   <translation>A place on the map</translation>
  </message>
  <message>
   <source>Hela inlämningen</source>
   <translation>The whole submission</translation>
  </message>
  <message>
   <source>Ett objekt som inte finns längre</source>
   <translation>An object that is no longer there</translation>
  </message>
  <message>
   <source>Alla kommuner (granska)</source>
   <translation>All municipalities (review)</translation>
  </message>
  <message>
   <source>Hämta det som lämnats in</source>
   <translation>Fetch what was submitted</translation>
  </message>
  <message>
   <source>Granskning</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>Kommentarer</source>
   <translation>Comments</translation>
  </message>
  <message>
   <source>Sparat i {file}.</source>
   <translation>Saved in {file}.</translation>
  </message>
  <message>
   <source>Objekt i länet</source>
   <translation>Objects in the county</translation>
  </message>
  <message>
   <source>Kommun</source>
   <translation>Municipality</translation>
  </message>
  <message>
   <source>Läge</source>
   <translation>Overview</translation>
  </message>
  <message>
   <source>Sedan</source>
   <translation>Since</translation>
  </message>
  <message>
   <source>Fel</source>
   <translation>Errors</translation>
  </message>
  <message>
   <source>Varningar</source>
   <translation>Warnings</translation>
  </message>
  <message>
   <source>Frågor</source>
   <translation>Questions</translation>
  </message>
  <message>
   <source>Väntar på</source>
   <translation>Waits for</translation>
  </message>
  <message>
   <source>Godkänd</source>
   <translation>Approved</translation>
  </message>
  <message>
   <source>Kommentarer som inte är avklarade</source>
   <translation>Comments that are not settled</translation>
  </message>
  <message>
   <source>Objekt i den godkända kartan</source>
   <translation>Objects in the approved map</translation>
  </message>
  <message>
   <source>Objekt i den senaste öppna eller godkända inlämningen</source>
   <translation>Objects in the last open or approved submission</translation>
  </message>
  <message>
   <source>Inget inlämnat</source>
   <translation>Nothing submitted</translation>
  </message>
  <message>
   <source>Inlämningar</source>
   <translation>Submissions</translation>
  </message>
  <message>
   <source>i dag</source>
   <translation>today</translation>
  </message>
  <message>
   <source>{n} dag</source>
   <translation>{n} day</translation>
  </message>
  <message>
   <source>{n} dagar</source>
   <translation>{n} days</translation>
  </message>
  <message>
   <source>Länet</source>
   <translation>The county</translation>
  </message>
  <message>
   <source>Inget objekt i länet: {titles}</source>
   <translation>No object in the county: {titles}</translation>
  </message>
  <message>
   <source>Fråga</source>
   <translation>Question</translation>
  </message>
  <message>
   <source>Ritad av</source>
   <translation>Drawn by</translation>
  </message>
  <message>
   <source>Berör</source>
   <translation>Concerns</translation>
  </message>
  <message>
   <source>Mellankommunala frågor</source>
   <translation>Inter-municipal questions</translation>
  </message>
  <message>
   <source>Visa läget i länet</source>
   <translation>Show how the county stands</translation>
  </message>
  <message>
   <source>Räkna om läget</source>
   <translation>Count anew</translation>
  </message>
  <message>
   <source>Spara läget som rapport …</source>
   <translation>Save as a report …</translation>
  </message>
  <message>
   <source>Här står hur långt varje kommun har kommit: objekt, inlämningar, fynd, mål och mellankommunala frågor.</source>
   <translation>Here it says how far each municipality has come: objects, submissions, findings, goals and inter-municipal questions.</translation>
  </message>
  <message>
   <source>Spara läget</source>
   <translation>Save how the county stands</translation>
  </message>
  <message>
   <source>läget i länet</source>
   <translation>county overview</translation>
  </message>
  <message>
   <source>{n} av {all} kommuner har en godkänd karta</source>
   <translation>{n} of {all} municipalities have an approved map</translation>
  </message>
  <message>
   <source>räknat {when}</source>
   <translation>counted {when}</translation>
  </message>
  <message>
   <source>något har hänt sedan dess</source>
   <translation>something has happened since</translation>
  </message>
  <message>
   <source>Återkalla inlämningen? Granskaren går då inte vidare med den. Det du har ritat och skickat ändras inte, och du kan lämna in igen när som helst.</source>
   <translation>Withdraw the submission? The reviewer then goes no further with it. What you have drawn and sent does not change, and you can submit again at any time.</translation>
  </message>
  <message>
   <source>Återkalla</source>
   <translation>Withdraw</translation>
  </message>
  <message>
   <source>Återkalla inlämningen</source>
   <translation>Withdraw the submission</translation>
  </message>
  <message>
   <source>Kontrollerar kommunerna tillsammans</source>
   <translation>Checking the municipalities together</translation>
  </message>
  <message>
   <source>Skickar kommentaren</source>
   <translation>Sending the comment</translation>
  </message>
  <message>
   <source>Räknar samman läget</source>
   <translation>Counting how the county stands</translation>
  </message>
  <message>
   <source>Fastställer utgåvan</source>
   <translation>Recording the release</translation>
  </message>
  <message>
   <source>Utgåvan {name} är fastställd och finns på plattformen.</source>
   <translation>The release {name} is recorded and is on the platform.</translation>
  </message>
  <message>
   <source>Hämtar utgåvan</source>
   <translation>Fetching the release</translation>
  </message>
  <message>
   <source>Skriver {file}</source>
   <translation>Writing {file}</translation>
  </message>
  <message>
   <source>Hämta granskningen så visas utgåvorna här.</source>
   <translation>Fetch the review and the releases are shown here.</translation>
  </message>
  <message>
   <source>Ingen utgåva är fastställd än. När regionen fastställer den sammanställda kartan sparas den här.</source>
   <translation>There is no release yet. When the region adopts the assembled map it is kept here.</translation>
  </message>
  <message>
   <source>En utgåva är den sammanställda kartan som den fastställdes. Den ändras aldrig.</source>
   <translation>A release is the assembled map as it was adopted. It never changes.</translation>
  </message>
  <message>
   <source>Granskare för hela länet fastställer utgåvor</source>
   <translation>Reviewers of the whole county record releases</translation>
  </message>
  <message>
   <source>Inget är godkänt än</source>
   <translation>Nothing is approved yet</translation>
  </message>
  <message>
   <source>Fastställ utgåva av {municipalities}</source>
   <translation>Record a release of {municipalities}</translation>
  </message>
  <message>
   <source>Spara utgåvan</source>
   <translation>Save the release</translation>
  </message>
  <message>
   <source>Klassificering: {name}</source>
   <translation>Classification: {name}</translation>
  </message>
  <message>
   <source>Inte med, inget är godkänt: {names}</source>
   <translation>Not in it, nothing is approved: {names}</translation>
  </message>
  <message>
   <source>{name}: inskickad {sent}, godkänd {approved}</source>
   <translation>{name}: submitted {sent}, approved {approved}</translation>
  </message>
  <message>
   <source>{n} kommun</source>
   <translation>{n} municipality</translation>
  </message>
  <message>
   <source>{n} kommuner</source>
   <translation>{n} municipalities</translation>
  </message>
  <message>
   <source>Skriv vad utgåvan heter.</source>
   <translation>Write what the release is called.</translation>
  </message>
  <message>
   <source>Det finns redan en utgåva med det namnet. Välj ett annat.</source>
   <translation>There is a release of that name already. Choose another.</translation>
  </message>
  <message>
   <source>Jämförelsen är inte klar än.</source>
   <translation>The comparison is not ready yet.</translation>
  </message>
  <message>
   <source>Ingen ändring passar det du söker.</source>
   <translation>No change matches what you search for.</translation>
  </message>
  <message>
   <source>Inget har ändrats sedan den senast godkända inlämningen.</source>
   <translation>Nothing has changed since the last approved submission.</translation>
  </message>
  <message>
   <source>Växla vad kartan visar: {key}</source>
   <translation>Switch what the map shows: {key}</translation>
  </message>
  <message>
   <source>Kartan: &amp;före och efter</source>
   <translation>Map: &amp;before and after</translation>
  </message>
  <message>
   <source>Kartan: &amp;före</source>
   <translation>Map: &amp;before</translation>
  </message>
  <message>
   <source>Kartan: &amp;efter</source>
   <translation>Map: &amp;after</translation>
  </message>
  <message>
   <source>{action} ({n} av {all})</source>
   <translation>{action} ({n} of {all})</translation>
  </message>
  <message>
   <source>&amp;Skäl (krävs): vad ska kommunen göra, och varför?</source>
   <translation>&amp;Reason (required): what is the municipality to do, and why?</translation>
  </message>
  <message>
   <source>&amp;Skäl (om du vill)</source>
   <translation>&amp;Reason (if you like)</translation>
  </message>
  <message>
   <source>{action}: {municipality}</source>
   <translation>{action}: {municipality}</translation>
  </message>
  <message>
   <source>{action}: {submissions}</source>
   <translation>{action}: {submissions}</translation>
  </message>
  <message>
   <source>{n} inlämning</source>
   <translation>{n} submission</translation>
  </message>
  <message>
   <source>{n} inlämningar</source>
   <translation>{n} submissions</translation>
  </message>
  <message>
   <source>Skriv ett skäl, så kan du besluta. Kommunen ser det.</source>
   <translation>Write a reason, then you can decide. The municipality sees it.</translation>
  </message>
  <message>
   <source>Kommunen ser att du granskar. Sedan kan du godkänna, lämna åter eller avslå.</source>
   <translation>The municipality sees that you are reviewing. Then you can approve, return or reject.</translation>
  </message>
  <message>
   <source>Den publicerade kartan blir som kommunen lämnade in den. Ett beslut går inte att ta tillbaka.</source>
   <translation>The published map becomes what the municipality submitted. A decision cannot be taken back.</translation>
  </message>
  <message>
   <source>Kommunen ser skälet och kommentarerna, åtgärdar och lämnar in igen. Den publicerade kartan ändras inte.</source>
   <translation>The municipality sees the reason and the comments, mends and submits again. The published map does not change.</translation>
  </message>
  <message>
   <source>Kommunen ser skälet. Inlämningen är avslutad, och den publicerade kartan ändras inte.</source>
   <translation>The municipality sees the reason. The submission is closed, and the published map does not change.</translation>
  </message>
  <message>
   <source>Välj en inlämning, eller flera, för att besluta om dem.</source>
   <translation>Choose a submission, or several, to decide on them.</translation>
  </message>
  <message>
   <source>Det finns inget för dig att besluta här.</source>
   <translation>There is nothing for you to decide here.</translation>
  </message>
  <message>
   <source>Beslut om inlämningen från {municipality}</source>
   <translation>Decision on the submission from {municipality}</translation>
  </message>
  <message>
   <source>Beslut om {submissions}: {municipalities}</source>
   <translation>Decision on {submissions}: {municipalities}</translation>
  </message>
  <message>
   <source>Läser granskningen</source>
   <translation>Reading the review</translation>
  </message>
  <message>
   <source>Hämtar det som lämnats in</source>
   <translation>Fetching what was submitted</translation>
  </message>
  <message>
   <source>Jämför inlämningen</source>
   <translation>Comparing the submission</translation>
  </message>
  <message>
   <source>Kontrollerar inlämningen</source>
   <translation>Checking the submission</translation>
  </message>
  <message>
   <source>Skickar beslutet</source>
   <translation>Sending the decision</translation>
  </message>
  <message>
   <source>Tar bort det som inte togs emot</source>
   <translation>Removing what was not accepted</translation>
  </message>
  <message>
   <source>Skriver protokollet</source>
   <translation>Writing the protocol</translation>
  </message>
  <message>
   <source>Kontrollen är inte klar än.</source>
   <translation>The check is not ready yet.</translation>
  </message>
  <message>
   <source>Vid kommungränsen</source>
   <translation>At the municipal border</translation>
  </message>
  <message>
   <source>Kommunen kontrollerade mot {theirs}, du mot {ours}.</source>
   <translation>The municipality checked against {theirs}, you against {ours}.</translation>
  </message>
  <message>
   <source>Inlämningens rapport går inte att läsa. Fynden är från din egen kontroll.</source>
   <translation>The submission's report cannot be read. The findings are from your own check.</translation>
  </message>
  <message>
   <source>Inga fynd, varken i kommunens kontroll eller i din.</source>
   <translation>No findings, neither in the municipality's check nor in yours.</translation>
  </message>
  <message>
   <source>Din kontroll ger samma fynd som kommunens.</source>
   <translation>Your check gives the same findings as the municipality's.</translation>
  </message>
  <message>
   <source>{n} fynd skiljer sig mellan kommunens kontroll och din.</source>
   <comment>one</comment>
   <translation>{n} finding differs between the municipality's check and yours.</translation>
  </message>
  <message>
   <source>{n} fynd skiljer sig mellan kommunens kontroll och din.</source>
   <comment>several</comment>
   <translation>{n} findings differ between the municipality's check and yours.</translation>
  </message>
  <message>
   <source>Kommunen</source>
   <translation>The municipality</translation>
  </message>
  <message>
   <source>Där finns också linjer av annat slag: {names}</source>
   <translation>There are also lines of another sort there: {names}</translation>
  </message>
  <message>
   <source>I kommunens rapport: {severity}. {message}</source>
   <translation>In the municipality's report: {severity}. {message}</translation>
  </message>
  <message>
   <source>Kommunens motivering: «{text}»</source>
   <translation>The municipality's motivation: “{text}”</translation>
  </message>
  <message>
   <source>Om &amp;hela</source>
   <translation>On the &amp;whole</translation>
  </message>
  <message>
   <source>Skriv en kommentar om inlämningen som helhet</source>
   <translation>Write a comment on the submission as a whole</translation>
  </message>
  <message>
   <source>Om en p&amp;lats</source>
   <translation>On a p&amp;lace</translation>
  </message>
  <message>
   <source>Peka ut en plats på kartan och skriv om den</source>
   <translation>Point out a place on the map and write about it</translation>
  </message>
  <message>
   <source>Nästa: Besluta</source>
   <translation>Next: Decide</translation>
  </message>
  <message>
   <source>Välj en inlämning i kön, så visas den här: vad som ändrats, fynden och beslutet.</source>
   <translation>Choose a submission in the queue and it is shown here: what has changed, the findings and the decision.</translation>
  </message>
  <message>
   <source>{changes} sedan den senast godkända</source>
   <translation>{changes} since the last approved one</translation>
  </message>
  <message>
   <source>{changes}; inget är godkänt sedan tidigare</source>
   <translation>{changes}; nothing was approved before</translation>
  </message>
  <message>
   <source>Ändringar</source>
   <translation>Changes</translation>
  </message>
  <message>
   <source>Beslut</source>
   <translation>Decision</translation>
  </message>
  <message>
   <source>Klicka på platsen på kartan som kommentaren gäller.</source>
   <translation>Click the place on the map that the comment is about.</translation>
  </message>
  <message>
   <source>Kö</source>
   <translation>Queue</translation>
  </message>
  <message>
   <source>Granska</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>Hämta det nya läget</source>
   <translation>Fetch how it stands now</translation>
  </message>
  <message>
   <source>Granskning: {municipality}</source>
   <translation>Review: {municipality}</translation>
  </message>
  <message>
   <source>Andra kommuner (publicerat)</source>
   <translation>Other municipalities (published)</translation>
  </message>
  <message>
   <source>Väntar på dig</source>
   <translation>Waiting for you</translation>
  </message>
  <message>
   <source>Väntar på en annan granskare</source>
   <translation>Waiting for another reviewer</translation>
  </message>
  <message>
   <source>Väntar på kommunen</source>
   <translation>Waiting for the municipality</translation>
  </message>
  <message>
   <source>Godkända</source>
   <translation>Approved</translation>
  </message>
  <message>
   <source>Äldre</source>
   <translation>Older</translation>
  </message>
  <message>
   <source>Alla inlämningar</source>
   <translation>All submissions</translation>
  </message>
  <message>
   <source>Granska {municipality}</source>
   <translation>Review {municipality}</translation>
  </message>
  <message>
   <source>Besluta om {submissions}</source>
   <translation>Decide on {submissions}</translation>
  </message>
  <message>
   <source>Ingen inlämning väntar på dig.</source>
   <translation>No submission is waiting for you.</translation>
  </message>
  <message>
   <source>{n} inlämning väntar på dig.</source>
   <translation>{n} submission is waiting for you.</translation>
  </message>
  <message>
   <source>{n} inlämningar väntar på dig.</source>
   <translation>{n} submissions are waiting for you.</translation>
  </message>
  <message>
   <source>Ingen inlämning passar det du söker. Töm sökfältet för att se alla.</source>
   <translation>No submission matches what you search for. Empty the search field to see all.</translation>
  </message>
  <message>
   <source>Ingen kommun har lämnat in något än. Det som kommunerna lämnar in visas här när du hämtar.</source>
   <translation>No municipality has submitted anything yet. What the municipalities submit is shown here when you fetch.</translation>
  </message>
  <message>
   <source>Spara &amp;protokoll …</source>
   <translation>Save &amp;protocol …</translation>
  </message>
  <message>
   <source>Vem, när, klassificering, ändringar, fynd, kommentarer och beslut, att skriva ut</source>
   <translation>Who, when, classification, changes, findings, comments and decision, to print</translation>
  </message>
  <message>
   <source>Spara protokollet</source>
   <translation>Save the protocol</translation>
  </message>
  <message>
   <source>{action}: väntar på att skickas</source>
   <translation>{action}: waiting to be sent</translation>
  </message>
  <message>
   <source>Inlämnad {time} av {user}</source>
   <translation>Submitted {time} by {user}</translation>
  </message>
  <message>
   <source>inget ändrat</source>
   <translation>nothing changed</translation>
  </message>
  <message>
   <source>inga fynd</source>
   <translation>no findings</translation>
  </message>
  <message>
   <source>{who}: du granskar nu, och kommunen ser det.</source>
   <translation>{who}: you are reviewing now, and the municipality sees it.</translation>
  </message>
  <message>
   <source>{who}: godkänt. Det är den publicerade kartan nu.</source>
   <translation>{who}: approved. It is the published map now.</translation>
  </message>
  <message>
   <source>{who}: lämnat åter. Kommunen ser skälet och kommentarerna.</source>
   <translation>{who}: returned. The municipality sees the reason and the comments.</translation>
  </message>
  <message>
   <source>{who}: avslaget. Kommunen ser skälet.</source>
   <translation>{who}: rejected. The municipality sees the reason.</translation>
  </message>
  <message>
   <source>lämnade in något nyare</source>
   <translation>submitted something newer</translation>
  </message>
  <message>
   <source>{municipality}: {user} {done} före dig {time}. Ditt beslut gäller inte.</source>
   <translation>{municipality}: {user} {done} before you ({time}). Your decision does not count.</translation>
  </message>
  <message>
   <source>Lämna in</source>
   <translation>Submit</translation>
  </message>
  <message>
   <source>återstår</source>
   <translation>left to do</translation>
  </message>
  <message>
   <source>Nästa: Lämna in</source>
   <translation>Next: Submit</translation>
  </message>
  <message>
   <source>Du får inte lämna in</source>
   <translation>You may not submit</translation>
  </message>
  <message>
   <source>Nästa: Skicka</source>
   <translation>Next: Send</translation>
  </message>
  <message>
   <source>Kontrollera för en ny inlämning</source>
   <translation>Check for a new submission</translation>
  </message>
  <message>
   <source>Kontrollera inför inlämning</source>
   <translation>Check before submitting</translation>
  </message>
  <message>
   <source>Nästa: Åtgärda felen</source>
   <translation>Next: Mend the errors</translation>
  </message>
  <message>
   <source>Nästa: Motivera varningarna</source>
   <translation>Next: Motivate the warnings</translation>
  </message>
  <message>
   <source>Inget att lämna in</source>
   <translation>Nothing to submit</translation>
  </message>
  <message>
   <source>Nästa: Skriv till granskaren</source>
   <translation>Next: Write to the reviewer</translation>
  </message>
  <message>
   <source>Inget är sagt om objektet.</source>
   <translation>Nothing has been said of the object.</translation>
  </message>
  <message>
   <source>Inget är inlämnat än</source>
   <translation>Nothing submitted yet</translation>
  </message>
  <message>
   <source>Att lämna in är att be regionens granskare godkänna kommunens karta som den är på plattformen nu.</source>
   <translation>To submit is to ask the region's reviewer to approve the municipality's map as it is on the platform now.</translation>
  </message>
  <message>
   <source>Granskarens skäl: {reason}</source>
   <translation>The reviewer's reason: {reason}</translation>
  </message>
  <message>
   <source>En inlämning härifrån väntar på att komma fram. Tryck på Hämta läget när nätet är tillbaka.</source>
   <translation>A submission from here waits to get through. Press Fetch the state when the network is back.</translation>
  </message>
  <message>
   <source>En inlämning ligger hos granskaren. Lämnar du in igen gäller den nya i stället.</source>
   <translation>A submission is with the reviewer. If you submit again, the new one holds instead.</translation>
  </message>
  <message>
   <source>Kartan har ändringar som inte är sparade</source>
   <translation>The map has changes that are not saved</translation>
  </message>
  <message>
   <source>{n} konflikt är inte löst</source>
   <translation>{n} conflict is not solved</translation>
  </message>
  <message>
   <source>{n} konflikter är inte lösta</source>
   <translation>{n} conflicts are not solved</translation>
  </message>
  <message>
   <source>Lös</source>
   <translation>Solve</translation>
  </message>
  <message>
   <source>{changes} är inte skickade</source>
   <translation>{changes} not sent</translation>
  </message>
  <message>
   <source>Allt är skickat</source>
   <translation>Everything is sent</translation>
  </message>
  <message>
   <source>Fel: inte kontrollerat för inlämning</source>
   <translation>Errors: not checked for submission</translation>
  </message>
  <message>
   <source>{errors} stoppar inlämningen</source>
   <translation>{errors} stopping the submission</translation>
  </message>
  <message>
   <source>Åtgärda</source>
   <translation>Mend</translation>
  </message>
  <message>
   <source>Inga fel</source>
   <translation>No errors</translation>
  </message>
  <message>
   <source>Varningar: inte kontrollerat för inlämning</source>
   <translation>Warnings: not checked for submission</translation>
  </message>
  <message>
   <source>{warnings} saknar motivering</source>
   <translation>{warnings} without a motivation</translation>
  </message>
  <message>
   <source>Motivera</source>
   <translation>Motivate</translation>
  </message>
  <message>
   <source>Alla varningar är motiverade</source>
   <translation>All warnings are motivated</translation>
  </message>
  <message>
   <source>Inga varningar</source>
   <translation>No warnings</translation>
  </message>
  <message>
   <source>Meddelande till granskaren</source>
   <translation>Message to the reviewer</translation>
  </message>
  <message>
   <source>Meddelande till granskaren saknas</source>
   <translation>No message to the reviewer yet</translation>
  </message>
  <message>
   <source>Skriv</source>
   <translation>Write</translation>
  </message>
  <message>
   <source>Kommunen har inget på plattformen än. Rita, skicka och lämna in sedan.</source>
   <translation>The municipality has nothing on the platform yet. Draw, send, then submit.</translation>
  </message>
  <message>
   <source>Inget har ändrats sedan det som godkändes senast. Det finns inget att lämna in.</source>
   <translation>Nothing has changed since what was approved last. There is nothing to submit.</translation>
  </message>
  <message>
   <source>Ingen inlämning har godkänts än. Allt följer med: {changes}.</source>
   <translation>No submission has been approved yet. Everything is part of it: {changes}.</translation>
  </message>
  <message>
   <source>Ändrat sedan det som godkändes senast: {changes}.</source>
   <translation>Changed since what was approved last: {changes}.</translation>
  </message>
  <message>
   <source>{answered} av {all} kommentarer på förra inlämningen är besvarade; det syns i den nya.</source>
   <translation>{answered} of {all} comments on the last submission are answered; the new one shows it.</translation>
  </message>
  <message>
   <source>Lämna in {changes}</source>
   <translation>Submit {changes}</translation>
  </message>
  <message>
   <source>Inlämnat: {changes}. Du kan arbeta vidare; det du gör nu kommer med i nästa inlämning.</source>
   <translation>Submitted: {changes}. You can go on working; what you do now is part of the next submission.</translation>
  </message>
  <message>
   <source>Tar bort</source>
   <translation>Removing</translation>
  </message>
  <message>
   <source>Skickar kommentarer</source>
   <translation>Sending comments</translation>
  </message>
  <message>
   <source>Hämtar läget för inlämningen</source>
   <translation>Fetching the state of the submission</translation>
  </message>
  <message>
   <source>Kontrollerar inför inlämningen</source>
   <translation>Checking before submitting</translation>
  </message>
  <message>
   <source>Lämnar in</source>
   <translation>Submitting</translation>
  </message>
  <message>
   <source>Inlämningen är återkallad.</source>
   <translation>The submission is withdrawn.</translation>
  </message>
  <message>
   <source>Återkallar inlämningen</source>
   <translation>Withdrawing the submission</translation>
  </message>
  <message>
   <source>Plattformen nås inte. Det du skrev ligger kvar här och skickas nästa gång.</source>
   <translation>The platform cannot be reached. What you wrote is kept here and is sent next time.</translation>
  </message>
  <message>
   <source>Det som lämnats in är hämtat. Välj en inlämning i kön.</source>
   <translation>What was submitted is fetched. Choose a submission in the queue.</translation>
  </message>
  <message>
   <source>Sammanställning</source>
   <translation>County check</translation>
  </message>
  <message>
   <source>Bara godkända</source>
   <translation>Approved only</translation>
  </message>
  <message>
   <source>Även inskickade</source>
   <translation>Submitted too</translation>
  </message>
  <message>
   <source>Välj ett beslut</source>
   <translation>Choose a decision</translation>
  </message>
  <message>
   <source>{one} och {other}</source>
   <translation>{one} and {other}</translation>
  </message>
  <message>
   <source>nytt objekt</source>
   <translation>new object</translation>
  </message>
  <message>
   <source>borttaget; så här såg det ut</source>
   <translation>deleted; this is what it was</translation>
  </message>
  <message>
   <source>{n} fält ändrat</source>
   <translation>{n} field changed</translation>
  </message>
  <message>
   <source>{n} fält ändrade</source>
   <translation>{n} fields changed</translation>
  </message>
  <message>
   <source>{names} har inget att kommentera: inget är godkänt eller inskickat där.</source>
   <translation>{names} has nothing to comment on: nothing is approved or submitted there.</translation>
  </message>
  <message>
   <source>Länet: det som kontrollerades</source>
   <translation>The county: what was checked</translation>
  </message>
  <message>
   <source>Granskaren har beslutat om inlämningen: {state}. Läs mer under Lämna in.</source>
   <translation>The reviewer has decided on the submission: {state}. Read more under Submit.</translation>
  </message>
  <message>
   <source>Läge</source>
   <comment>submission</comment>
   <translation>State</translation>
  </message>
  <message>
   <source>{class} går inte att rita nu: lagret är borta ur projektet eller går inte att redigera. Starta om QGIS, och se att du får skriva i arbetskopians mapp.</source>
   <translation>{class} cannot be drawn now: its layer is gone from the project or cannot be edited. Restart QGIS, and see that you may write in the working copy's folder.</translation>
  </message>
  <message>
   <source>Redan skickat som kommentar till {names}.</source>
   <translation>Already sent as a comment to {names}.</translation>
  </message>
  <message>
   <source>Lös konflikten</source>
   <translation>Solve the conflict</translation>
  </message>
  <message>
   <source>Lös {n} konflikter</source>
   <translation>Solve {n} conflicts</translation>
  </message>
  <message>
   <source>{n} konflikt väntar på dig</source>
   <translation>{n} conflict waits for you</translation>
  </message>
  <message>
   <source>{n} konflikter väntar på dig</source>
   <translation>{n} conflicts wait for you</translation>
  </message>
  <message>
   <source>det övriga kan skickas</source>
   <translation>the rest can be sent</translation>
  </message>
  <message>
   <source>Inget har ändrats sedan inlämningen lämnades åter.</source>
   <translation>Nothing has changed since the submission was returned.</translation>
  </message>
  <message>
   <source>{sign} Bara det som ändrats sedan returen ({n})</source>
   <translation>{sign} Only what changed since the return ({n})</translation>
  </message>
  <message>
   <source>Jämfört med inlämningen som lämnades åter, från {time}</source>
   <translation>Compared with the submission that was returned, from {time}</translation>
  </message>
  <message>
   <source>ändrat sedan returen</source>
   <translation>changed since the return</translation>
  </message>
  <message>
   <source>ångrat sedan returen</source>
   <translation>undone since the return</translation>
  </message>
  <message>
   <source>Ångrat sedan returen</source>
   <translation>Undone since the return</translation>
  </message>
  <message>
   <source>{file}: dina ändringar. De kan läsas in igen med «Läs in sparade ändringar» i Geobearbetning – Verktygslåda.</source>
   <translation>{file}: your edits. They can be read back with “Read saved edits back” in Processing – Toolbox.</translation>
  </message>
  <message>
   <source>vänd åt andra hållet</source>
   <translation>turned round</translation>
  </message>
  <message>
   <source>Arbetskopian är anpassad till den nya versionen. Allt i den är kvar.</source>
   <translation>The working copy was brought up to date for the new version. Everything in it is kept.</translation>
  </message>
  <message>
   <source>Bredvid arbetskopian ligger den som den var: {file}.</source>
   <translation>Beside the working copy lies a copy of it as it was: {file}.</translation>
  </message>
  <message>
   <source>Den tas aldrig bort av sig själv. En äldre version kan öppna den.</source>
   <translation>It is never removed by itself. An older version can open it.</translation>
  </message>
  <message>
   <source>Kartan sparas i mappen {folder}. En annan plats väljer du under Avancerat.</source>
   <translation>The map is saved in the folder {folder}. You choose another place under Advanced.</translation>
  </message>
  <message>
   <source>Du arbetar på en fjärransluten dator, där mappen kan tömmas när du loggar ut. Fråga din GIS-administratör om en mapp som finns kvar, eller skicka alltid dina ändringar innan du loggar ut.</source>
   <translation>You are working on a remote computer, where the folder may be emptied when you sign out. Ask your GIS administrator for a folder that is kept, or always send your changes before you sign out.</translation>
  </message>
  <message>
   <source>Kartan ligger i {file}</source>
   <translation>The map is in {file}</translation>
  </message>
  <message>
   <source>Rapporten samlas …</source>
   <translation>Gathering the report …</translation>
  </message>
  <message>
   <source>Samlar felrapport</source>
   <translation>Gathering bug report</translation>
  </message>
  <message>
   <source>Felrapport {id}. Läs gärna igenom den; inget skickas förrän du gör det själv. Spara den, skicka filen till plattformens förvaltare och skriv vad du gjorde när det blev fel.</source>
   <translation>Bug report {id}. Do read it through; nothing is sent until you do it yourself. Save it, send the file to the platform's administrator and write what you did when it went wrong.</translation>
  </message>
  <message>
   <source>Innehåll</source>
   <translation>Contents</translation>
  </message>
  <message>
   <source>Spara felrapporten</source>
   <translation>Save the bug report</translation>
  </message>
  <message>
   <source>Rapporten kunde inte sparas i {file}: {reason}. Välj en annan mapp, eller stäng filen om den är öppen.</source>
   <translation>The report could not be saved in {file}: {reason}. Choose another folder, or close the file if it is open.</translation>
  </message>
  <message>
   <source>Sparad i {file}.</source>
   <translation>Saved in {file}.</translation>
  </message>
  <message>
   <source>Samla felrapport (Strukturbild) …</source>
   <translation>Gather bug report (Strukturbild) …</translation>
  </message>
  <message>
   <source>Samla felrapport …</source>
   <translation>Gather bug report …</translation>
  </message>
  <message>
   <source>Insticksprogrammet HSO Strukturbild kunde inte starta. Det du har sparat ligger kvar. Starta om QGIS, eller samla en felrapport och skicka den till plattformens förvaltare.</source>
   <translation>The plugin HSO Strukturbild could not start. What you have saved is kept. Restart QGIS, or gather a bug report and send it to the platform's administrator.</translation>
  </message>
  <message>
   <source>Noterar att det är sagt</source>
   <translation>Noting that it was told</translation>
  </message>
  <message>
   <source>Kartan har ändringar som inte är sparade. Spara eller ångra dem och försök igen.</source>
   <translation>The map has edits that are not saved. Save or undo them and try again.</translation>
  </message>
  <message>
   <source>Arbetskopia (GeoPackage)</source>
   <translation>Working copy (GeoPackage)</translation>
  </message>
  <message>
   <source>Plattformens adress (WFS)</source>
   <translation>The platform's address (WFS)</translation>
  </message>
  <message>
   <source>Inloggning sparad i QGIS</source>
   <translation>Sign-in stored in QGIS</translation>
  </message>
  <message>
   <source>Kommunkod, fyra siffror</source>
   <translation>Municipality code, four digits</translation>
  </message>
  <message>
   <source>Ny arbetskopia (GeoPackage)</source>
   <translation>New working copy (GeoPackage)</translation>
  </message>
  <message>
   <source>Antal objekt i kommunen</source>
   <translation>Number of objects in the municipality</translation>
  </message>
  <message>
   <source>HSO Strukturbild</source>
   <translation>HSO Structure map</translation>
  </message>
  <message>
   <source>Hämta nytt från plattformen</source>
   <translation>Fetch what is new from the platform</translation>
  </message>
  <message>
   <source>Antal som kom in</source>
   <translation>Number that came in</translation>
  </message>
  <message>
   <source>Antal konflikter</source>
   <translation>Number of conflicts</translation>
  </message>
  <message>
   <source>Skicka till plattformen</source>
   <translation>Send to the platform</translation>
  </message>
  <message>
   <source>Antal som kom fram</source>
   <translation>Number that landed</translation>
  </message>
  <message>
   <source>Kontrollera mot reglerna</source>
   <translation>Check against the rules</translation>
  </message>
  <message>
   <source>När: redigering, inlamning eller regional</source>
   <translation>When: redigering, inlamning or regional</translation>
  </message>
  <message>
   <source>Objektet</source>
   <translation>The object</translation>
  </message>
  <message>
   <source>Mål och prioritering</source>
   <translation>Goals and priority</translation>
  </message>
  <message>
   <source>Hållbarhet</source>
   <translation>Sustainability</translation>
  </message>
  <message>
   <source>Källa och grannar</source>
   <translation>Source and neighbours</translation>
  </message>
  <message>
   <source>{name} behöver fyllas i.</source>
   <translation>{name} needs to be filled in.</translation>
  </message>
  <message>
   <source>Kommungränser</source>
   <translation>Municipal boundaries</translation>
  </message>
  <message>
   <source>Kodlistor</source>
   <translation>Code lists</translation>
  </message>
  <message>
   <source>Punkter</source>
   <translation>Points</translation>
  </message>
  <message>
   <source>Grannars punkter</source>
   <translation>Neighbours' points</translation>
  </message>
  <message>
   <source>Linjer</source>
   <translation>Lines</translation>
  </message>
  <message>
   <source>Grannars linjer</source>
   <translation>Neighbours' lines</translation>
  </message>
  <message>
   <source>Ytor</source>
   <translation>Areas</translation>
  </message>
  <message>
   <source>Grannars ytor</source>
   <translation>Neighbours' areas</translation>
  </message>
  <message>
   <source>Strukturbild {municipality}</source>
   <translation>Structure map {municipality}</translation>
  </message>
  <message>
   <source>Grannkommuner (endast läsning)</source>
   <translation>Neighbouring municipalities (read-only)</translation>
  </message>
  <message>
   <source>Klass saknas</source>
   <translation>No class</translation>
  </message>
  <message>
   <source>(inget valt)</source>
   <translation>(nothing chosen)</translation>
  </message>
  <message>
   <source>{name} ska vara mellan {low} och {high}.</source>
   <translation>{name} must be between {low} and {high}.</translation>
  </message>
  <message>
   <source>Insticksprogrammet HSO Strukturbild kan inte starta: QGIS saknar {names}. Installera QGIS med det vanliga installationsprogrammet (MSI), eller lägg till paketen i OSGeo4W Setup eller, på Linux, i QGIS Python. Starta sedan om QGIS.</source>
   <translation>The plugin HSO Strukturbild cannot start: QGIS lacks {names}. Install QGIS with the usual installer (MSI), or add the packages in OSGeo4W Setup or, on Linux, to QGIS's Python. Then restart QGIS.</translation>
  </message>
  <message>
   <source>Hämtar kommunens strukturbild från länsplattformen till en ny arbetskopia (GeoPackage), med grannkommunernas objekt att läsa. Utan inloggning i QGIS tas användare och lösenord ur miljövariablerna HSO_USER och HSO_PASSWORD. Misslyckas hämtningen lämnas ingen fil kvar.</source>
   <translation>Fetches the municipality's structure map from the county platform into a new working copy (GeoPackage), with the neighbours' objects to read. Without a sign-in in QGIS, user and password are taken from the environment variables HSO_USER and HSO_PASSWORD. If the fetch fails, no file is left.</translation>
  </message>
  <message>
   <source>Hämtar det som är nytt på länsplattformen till arbetskopian. Objekt som också är ändrade här blir konflikter, som väntar tills någon väljer; inget skrivs över.</source>
   <translation>Fetches what is new on the county platform into the working copy. Objects that are changed here too become conflicts, which wait until somebody chooses; nothing is overwritten.</translation>
  </message>
  <message>
   <source>Skickar ändringarna i arbetskopian till länsplattformen och läser tillbaka att de kom fram. Det som är nytt på plattformen hämtas först. Körningen misslyckas om något nekas eller krockar med någon annans ändring; resten är då framme, och det som inte kom fram ligger kvar i arbetskopian.</source>
   <translation>Sends the changes in the working copy to the county platform and reads back that they landed. What is new on the platform is fetched first. The run fails if anything is refused or clashes with somebody else's change; the rest has landed then, and what did not land is kept in the working copy.</translation>
  </message>
  <message>
   <source>varningar utan motivering</source>
   <translation>warnings without a motivation</translation>
  </message>
  <message>
   <source>Fynd: platser och hela objekt</source>
   <translation>Findings: places and whole objects</translation>
  </message>
  <message>
   <source>Fynd: sträckor</source>
   <translation>Findings: stretches</translation>
  </message>
  <message>
   <source>Fynd: ytor</source>
   <translation>Findings: areas</translation>
  </message>
  <message>
   <source>Så här åtgärdar du</source>
   <translation>How to mend it</translation>
  </message>
  <message>
   <source>Varning</source>
   <translation>Warning</translation>
  </message>
  <message>
   <source>Upplysning</source>
   <translation>Note</translation>
  </message>
  <message>
   <source>Läs in sparade ändringar</source>
   <translation>Read saved edits back</translation>
  </message>
  <message>
   <source>Läser in en fil med sparade ändringar (…-andringar-….json) till en arbetskopia av samma kommun. Ändringarna ligger sedan och väntar på att skickas. Objekt som har ändrats på plattformen sedan dess blir konflikter, som väntar tills någon väljer; inget skrivs över. Objekt som också är ändrade i arbetskopian, eller väntar på något där, lämnas som de är. Körningen kan upprepas: det som redan finns räknas bara.</source>
   <translation>Reads a file of saved edits (…-andringar-….json) into a working copy of the same municipality. The edits then wait there to be sent. Objects that were changed on the platform since become conflicts, which wait until somebody chooses; nothing is overwritten. Objects that are changed in the working copy too, or wait for something there, are left as they are. It can be run again: what is there already is only counted.</translation>
  </message>
  <message>
   <source>Fil med sparade ändringar (JSON)</source>
   <translation>File of saved edits (JSON)</translation>
  </message>
  <message>
   <source>Antal som lästes in</source>
   <translation>Number taken in</translation>
  </message>
  <message>
   <source>Antal som redan fanns</source>
   <translation>Number that were there already</translation>
  </message>
  <message>
   <source>Antal som lämnades kvar i filen</source>
   <translation>Number left in the file</translation>
  </message>
  <message>
   <source>Kontrollera kommunerna tillsammans</source>
   <translation>Check the municipalities together</translation>
  </message>
  <message>
   <source>Ta med det som väntar på beslut</source>
   <translation>Include what waits for a decision</translation>
  </message>
  <message>
   <source>Antal som väntar på en grannkommun</source>
   <translation>Number that wait for a neighbour</translation>
  </message>
  <message>
   <source>Besluta om en inlämning</source>
   <translation>Decide on a submission</translation>
  </message>
  <message>
   <source>Tar upp en inlämning till granskning, godkänner den, lämnar den åter för komplettering eller avslår den. Den tas upp först och beslutas sedan. Att lämna åter och att avslå kräver ett skäl. Inlämningens identitet står i listan från hso:queue.</source>
   <translation>Takes a submission up for review, approves it, returns it for completion or rejects it. It is taken up first and decided on then. Returning and rejecting need a reason. The submission's identity stands in the list of hso:queue.</translation>
  </message>
  <message>
   <source>Inlämningens identitet</source>
   <translation>Identity of the submission</translation>
  </message>
  <message>
   <source>Beslut: under_granskning, godkand, ater_for_komplettering eller avslagen</source>
   <translation>Decision: under_granskning (taken up), godkand (approved), ater_for_komplettering (returned) or avslagen (rejected)</translation>
  </message>
  <message>
   <source>Skäl</source>
   <translation>Reason</translation>
  </message>
  <message>
   <source>Läget efter beslutet</source>
   <translation>State after the decision</translation>
  </message>
  <message>
   <source>Lista inlämningarna</source>
   <translation>List the submissions</translation>
  </message>
  <message>
   <source>Antal inlämningar</source>
   <translation>Number of submissions</translation>
  </message>
  <message>
   <source>Antal som väntar på granskaren</source>
   <translation>Number that wait for the reviewer</translation>
  </message>
  <message>
   <source>Fastställ eller hämta en utgåva</source>
   <translation>Record or fetch a release</translation>
  </message>
  <message>
   <source>Utan OUTPUT fastställs kommunernas godkända kartor som en utgåva med namnet. Med OUTPUT hämtas utgåvan med det namnet till en GeoPackage, precis som den var när den fastställdes. En utgåva ändras aldrig, och ett namn används bara en gång.</source>
   <translation>Without OUTPUT the municipalities' approved maps are recorded as a release of that name. With OUTPUT the release of that name is fetched to a GeoPackage, exactly as it was when it was adopted. A release never changes, and a name is used only once.</translation>
  </message>
  <message>
   <source>Utgåvans namn</source>
   <translation>Name of the release</translation>
  </message>
  <message>
   <source>Hämta utgåvan hit (GeoPackage); tomt för att fastställa en ny</source>
   <translation>Fetch the release here (GeoPackage); empty to record a new one</translation>
  </message>
  <message>
   <source>Utgåvans identitet</source>
   <translation>Identity of the release</translation>
  </message>
  <message>
   <source>Antal kommuner i utgåvan</source>
   <translation>Number of municipalities in the release</translation>
  </message>
  <message>
   <source>Granskningskopia (GeoPackage): skapas om den inte finns</source>
   <translation>Review copy (GeoPackage): made when it is not there</translation>
  </message>
  <message>
   <source>Läget i länet</source>
   <translation>How the county stands</translation>
  </message>
  <message>
   <source>Antal kommuner med godkänd karta</source>
   <translation>Number of municipalities with an approved map</translation>
  </message>
  <message>
   <source>Lämna in till regional avstämning</source>
   <translation>Submit for the regional review</translation>
  </message>
  <message>
   <source>Hämtar det som är nytt, kontrollerar kommunens objekt inför inlämning och lämnar in dem. Körningen misslyckas, utan att något lämnas in, om något är oskickat, om kontrollen visar fel eller om en varning saknar motivering. Arbetet kan fortsätta direkt: det som är inlämnat ändras inte.</source>
   <translation>Fetches what is new, checks the municipality's objects for submission and submits them. The run fails, and nothing is submitted, when something is not sent, when the check shows errors or when a warning lacks a motivation. Work can go on at once: what is submitted does not change.</translation>
  </message>
  <message>
   <source>Plats i liggaren</source>
   <translation>Position in the ledger</translation>
  </message>
  <message>
   <source>Antal ändringar sedan den senast godkända</source>
   <translation>Number of changes since the last approved one</translation>
  </message>
  <message>
   <source>Utgåva: {name}</source>
   <translation>Release: {name}</translation>
  </message>
  <message>
   <source>Kommuner</source>
   <translation>Municipalities</translation>
  </message>
  <message>
   <source>Fel</source>
   <comment>one</comment>
   <translation>Error</translation>
  </message>
  <message>
   <source>Kontrollerar alla kommuners godkända kartor tillsammans mot reglerna för regional avstämning, och skriver en rapport: {forms}. Med SUBMITTED kontrolleras i stället det som är inlämnat och väntar på beslut, där det finns. Körningen lyckas också när det finns fynd; läs antalen i rapporten.</source>
   <translation>Checks the approved maps of all municipalities together by the rules of the regional stage, and writes a report: {forms}. With SUBMITTED what is submitted and waits for a decision is checked in its place, where there is some. The run succeeds when there are findings too; read the counts in the report.</translation>
  </message>
  <message>
   <source>Rapport ({endings})</source>
   <translation>Report ({endings})</translation>
  </message>
  <message>
   <source>Skriver alla inlämningar till en fil: först de som väntar på granskaren, sedan de övriga. För var och en står kommun, läge, antal ändringar och fynd och vem som väntas göra något. Filnamnets ändelse avgör formen: {forms}.</source>
   <translation>Writes all submissions to a file: those that wait for the reviewer first, then the others. Each with municipality, state, number of changes and findings, and who is to do something. The ending of the file name says the form: {forms}.</translation>
  </message>
  <message>
   <source>Lista ({endings})</source>
   <translation>List ({endings})</translation>
  </message>
  <message>
   <source>Räknar hur långt varje kommun har kommit: objekt per tema och klass, inlämningens läge och ålder, fynd, mål som kartan bidrar till, horisontella kriterier och mellankommunala frågor. Filnamnets ändelse avgör formen: {forms}. Med SUBMITTED räknas det som är inlämnat och väntar på beslut, där det finns, i stället för det godkända.</source>
   <translation>Counts how far each municipality has come: objects by theme and class, the submission's state and age, findings, goals that the map contributes to, horizontal criteria and inter-municipal questions. The ending of the file name says the form: {forms}. With SUBMITTED what is submitted and waits for a decision is counted, where there is some, in place of what is approved.</translation>
  </message>
  <message>
   <source>Kontrollerar objekten i arbetskopian mot reglerna och skriver en rapport. Filnamnets ändelse avgör vilken: {forms}. Skede: redigering (medan man ritar), inlamning (inför inlämning) eller regional (alla kommuner tillsammans). Körningen lyckas också när det finns fynd; läs antalen i rapporten.</source>
   <translation>Checks the objects of the working copy against the rules and writes a report. The ending of the file name says which: {forms}. Stage: redigering (while drawing), inlamning (before a submission) or regional (all municipalities together). The run succeeds also when there are findings; read the numbers in the report.</translation>
  </message>
  <message>
   <source>Det du själv har lagt till i filen följde med: {names}.</source>
   <translation>What you added to the file yourself came along: {names}.</translation>
  </message>
  <message>
   <source>Finns bara kvar i den gamla arbetskopian: {names}.</source>
   <translation>Only in the old working copy still: {names}.</translation>
  </message>
  <message>
   <source>Projektet har automatiska transaktionsgrupper: medan ett lager redigeras kan tillägget inte skriva i arbetskopian. Välj ett annat läge i Projekt – Egenskaper – Datakällor.</source>
   <translation>The project has automatic transaction groups: while a layer is being edited the plugin cannot write to the working copy. Choose another mode in Project – Properties – Data Sources.</translation>
  </message>
  <message>
   <source>Arbeta med projektets fil</source>
   <translation>Work with the project's file</translation>
  </message>
  <message>
   <source>Objektet finns, men filtret på lagret {name} döljer det. Ta bort filtret för att öppna objektet.</source>
   <translation>The object is there, but the filter on the layer {name} hides it. Take the filter off to open the object.</translation>
  </message>
  <message>
   <source>Dolt av ett filter</source>
   <translation>Hidden by a filter</translation>
  </message>
  <message>
   <source>Ta bort filtret</source>
   <translation>Take the filter off</translation>
  </message>
  <message>
   <source>Avsluta redigeringen av lagret {name}, och försök igen.</source>
   <translation>End the editing of the layer {name}, and try again.</translation>
  </message>
 </context>
 <context>
  <name>JobForm</name>
  <message>
   <source>&amp;Avbryt</source>
   <translation>&amp;Cancel</translation>
  </message>
 </context>
 <context>
  <name>OverviewForm</name>
  <message>
   <source>Tabell</source>
   <translation>Table</translation>
  </message>
  <message>
   <source>Vad tabellen visar</source>
   <translation>What the table shows</translation>
  </message>
  <message>
   <source>Välj vad som räknas per kommun</source>
   <translation>Choose what is counted by municipality</translation>
  </message>
  <message>
   <source>Läget per kommun</source>
   <translation>How each municipality stands</translation>
  </message>
  <message>
   <source>Diagram</source>
   <translation>Plots</translation>
  </message>
 </context>
 <context>
  <name>ProblemForm</name>
  <message>
   <source>Stäng meddelandet</source>
   <translation>Close the message</translation>
  </message>
  <message>
   <source>&amp;Försök igen</source>
   <translation>&amp;Try again</translation>
  </message>
  <message>
   <source>Detaljer</source>
   <translation>Details</translation>
  </message>
  <message>
   <source>Samla felrapport …</source>
   <translation>Gather bug report …</translation>
  </message>
 </context>
 <context>
  <name>ReleaseForm</name>
  <message>
   <source>Utgåvor</source>
   <translation>Releases</translation>
  </message>
  <message>
   <source>Visa på kartan</source>
   <translation>Show on the map</translation>
  </message>
  <message>
   <source>Lägg utgåvan på kartan, precis som den var</source>
   <translation>Lay the release on the map, exactly as it was</translation>
  </message>
  <message>
   <source>Spara …</source>
   <translation>Save …</translation>
  </message>
  <message>
   <source>Spara utgåvan som GeoPackage, precis som den var</source>
   <translation>Save the release as a GeoPackage, exactly as it was</translation>
  </message>
  <message>
   <source>Ny utgåva</source>
   <translation>New release</translation>
  </message>
  <message>
   <source>Utgåvans namn</source>
   <translation>Name of the release</translation>
  </message>
  <message>
   <source>Namn, till exempel Strukturbild 2026</source>
   <translation>Name, for example Structure map 2026</translation>
  </message>
 </context>
 <context>
  <name>ReviewChangesForm</name>
  <message>
   <source>Sök på namn eller klass</source>
   <translation>Search by name or class</translation>
  </message>
  <message>
   <source>Sök bland ändringarna</source>
   <translation>Search among the changes</translation>
  </message>
  <message>
   <source>Ändringar</source>
   <translation>Changes</translation>
  </message>
  <message>
   <source>&amp;Kommentera</source>
   <translation>&amp;Comment</translation>
  </message>
  <message>
   <source>Skriv en kommentar om objektet</source>
   <translation>Write a comment on the object</translation>
  </message>
 </context>
 <context>
  <name>ReviewDecideForm</name>
  <message>
   <source>&amp;Skäl</source>
   <translation>&amp;Reason</translation>
  </message>
  <message>
   <source>Skäl</source>
   <translation>Reason</translation>
  </message>
 </context>
 <context>
  <name>ReviewFindingsForm</name>
  <message>
   <source>Fynd</source>
   <translation>Findings</translation>
  </message>
  <message>
   <source>&amp;Visa på kartan</source>
   <translation>&amp;Show on the map</translation>
  </message>
  <message>
   <source>&amp;Kommentera</source>
   <translation>&amp;Comment</translation>
  </message>
  <message>
   <source>Skriv en kommentar om fyndets objekt</source>
   <translation>Write a comment on the finding's object</translation>
  </message>
 </context>
 <context>
  <name>ReviewQueueForm</name>
  <message>
   <source>Vad kön visar</source>
   <translation>What the queue shows</translation>
  </message>
  <message>
   <source>Sök i kön</source>
   <translation>Search the queue</translation>
  </message>
  <message>
   <source>Inlämningar</source>
   <translation>Submissions</translation>
  </message>
  <message>
   <source>Besluta här</source>
   <translation>Decide here</translation>
  </message>
  <message>
   <source>Besluta om de valda inlämningarna utan att öppna dem</source>
   <translation>Decide on the chosen submissions without opening them</translation>
  </message>
 </context>
 <context>
  <name>SendForm</name>
  <message>
   <source>Det som väntar</source>
   <translation>What is waiting</translation>
  </message>
  <message>
   <source>&amp;Lös …</source>
   <translation>&amp;Solve …</translation>
  </message>
  <message>
   <source>Se versionerna sida vid sida och välj fält för fält</source>
   <translation>See the versions side by side and choose field by field</translation>
  </message>
  <message>
   <source>Ångra ändringen</source>
   <translation>Undo the change</translation>
  </message>
  <message>
   <source>Gör objektet som på plattformen igen</source>
   <translation>Make the object as it is on the platform again</translation>
  </message>
 </context>
 <context>
  <name>SubmitForm</name>
  <message>
   <source>Hämta läget</source>
   <translation>Fetch the state</translation>
  </message>
  <message>
   <source>Återkalla …</source>
   <translation>Withdraw …</translation>
  </message>
  <message>
   <source>Ta tillbaka inlämningen; går fram till beslutet</source>
   <translation>Take the submission back; possible until the decision</translation>
  </message>
  <message>
   <source>Lämna in</source>
   <translation>Submit</translation>
  </message>
  <message>
   <source>Ändrat sedan det som godkändes senast</source>
   <translation>Changed since what was approved last</translation>
  </message>
  <message>
   <source>&amp;Meddelande till granskaren</source>
   <translation>&amp;Message to the reviewer</translation>
  </message>
  <message>
   <source>Meddelande till granskaren</source>
   <translation>Message to the reviewer</translation>
  </message>
  <message>
   <source>Vad är nytt, och vad bör granskaren titta på?</source>
   <translation>What is new, and what should the reviewer look at?</translation>
  </message>
  <message>
   <source>Kommentarer</source>
   <translation>Comments</translation>
  </message>
  <message>
   <source>Hämta läget: fråga plattformen hur det står med inlämningen</source>
   <translation>Fetch the state: ask the platform how the submission stands</translation>
  </message>
 </context>
 <context>
  <name>WorkspaceForm</name>
  <message>
   <source>Anslutningar</source>
   <translation>Connections</translation>
  </message>
  <message>
   <source>Visa det som väntar på att skickas</source>
   <translation>Show what waits to be sent</translation>
  </message>
 </context>
</TS>
