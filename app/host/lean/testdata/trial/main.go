// Command trial does what a packed program could get wrong: it recovers from panics in every way, moves and collects its
// memory, calls through interfaces and closures, and panics at the end.
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

type shape interface{ area() int }

type square struct{ side int }

func (s square) area() int { return s.side * s.side }

func (s square) String() string { return fmt.Sprint("square ", s.side) }

// rescue recovers: Go never inlines it.
func rescue() { fmt.Println("  rescued:", recover()) }

// twice is inlined into the wrapper of a deferred call, where rescue must not recover: it was not deferred itself.
func twice(int) { rescue() }

type crew struct{ name string }

func (c crew) rescue()        { fmt.Println("  rescued by", c.name, recover()) }
func (c *crew) pointer(n int) { fmt.Println("  rescued by", c.name, n, recover()) }

func try(name string, f func()) {
	fmt.Println(name)
	defer func() {
		if left := recover(); left != nil {
			fmt.Println("  not rescued:", left)
		}
	}()
	f()
}

func grow(n int) int {
	var room [512]byte
	room[n%512] = 1
	if n == 0 {
		return int(room[0])
	}
	return grow(n-1) + int(room[n%512])
}

func main() {
	try("deferred", func() { defer rescue(); panic("one") })
	try("deferred with an argument", func() { defer twice(1); panic("two") })
	try("method", func() { defer crew{"value"}.rescue(); panic("three") })
	try("pointer method", func() { defer (&crew{"pointer"}).pointer(4); panic("four") })
	try("interface", func() { var r interface{ rescue() } = &crew{"interface"}; defer r.rescue(); panic("five") })
	try("function", func() { f := crew{"function"}.rescue; defer f(); panic(errors.New("six")) })
	try("closure in a closure", func() { defer func() { func() { rescue() }() }(); panic("seven") })
	try("recover itself", func() { defer recover(); panic("eight") })
	try("loop", func() {
		for i := range 3 {
			defer twice(i)
		}
		panic("nine")
	})
	try("bounds", func() { defer rescue(); fmt.Println([]int{1}[len(os.Args)+5]) })
	try("nil method", func() { fmt.Println(nobody(), any(nobody())); fmt.Println(nobody().(shape).area()) })
	try("nil method of another package", func() { fmt.Println(never()); fmt.Println(never().String()) })
	try("exit", func() {
		done := make(chan bool)
		go func() { defer close(done); defer rescue(); runtime.Goexit() }()
		<-done
	})

	shapes := map[string][]shape{}
	for i := range 20000 {
		key := strings.Repeat("k", i%50)
		shapes[key] = append(shapes[key], square{i})
		if i%4000 == 0 {
			runtime.GC()
		}
	}
	total, results := 0, make(chan int)
	for _, list := range shapes {
		go func() {
			sum := grow(200) - 201
			for _, s := range list {
				sum += s.area() % 7
			}
			runtime.GC()
			results <- sum
		}()
	}
	for range shapes {
		total += <-results
	}
	fmt.Println("total", total, grow(5000))
	last(square{len(shapes)})
}

// nobody is a pointer to no square: the methods it has from square panic, and say so by name.
//
//go:noinline
func nobody() any { return (*square)(nil) }

//go:noinline
func never() fmt.Stringer { return (*time.Duration)(nil) }

//go:noinline
func last(s square) { panic(fmt.Sprint("the end of ", s)) }
