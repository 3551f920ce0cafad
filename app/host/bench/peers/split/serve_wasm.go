package main

import "secondlook/app/host/bench/peers/sheet"

// serve is never reached: in the browser the program has not come back from running.
func serve(sheet.Sheet) {}
