// Every country's emergency numbers, for the help that is shown before the program is here. Asked for last.
window.secondlookNumbers = {{NUMBERS}};
if (window.secondlookFill) window.secondlookFill();
