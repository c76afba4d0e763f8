# What people type. The build itself is Meson's: see meson.build and CONTRIBUTING.md.

PREFIX ?= /usr/local

.PHONY: all demo test bench check coverage install clean

all: build/build.ninja
	@ninja -C build

build/build.ninja:
	@tools/install-packages build
	@meson setup build --prefix=$(PREFIX) -Db_lto=true >/dev/null

demo: all
	@examples/demo build/src/dunlin

# Tests start the program some ten thousand times, and with sanitizers a start is mostly relocations.
QUICK_START = -no-pie -static-libasan -static-libubsan

build-test/build.ninja:
	@tools/install-packages test
	@meson setup build-test --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false -Dtests=true \
	  -Dc_link_args="$(QUICK_START)" >/dev/null

test: build-test/build.ninja
	@ninja -C build-test
	@tests/harness/with-postgres tests/run build-test

check:
	@tools/install-packages test
	@tools/check

bench: all
	@tools/install-packages test
	@tests/harness/with-postgres bench/run build/src/dunlin
	@bench/validate build/src/dunlin
	@tests/harness/with-postgres bench/diff build/src/dunlin
	@tests/harness/with-postgres bench/describe build/src/dunlin
	@tests/harness/with-postgres bench/develop build/src/dunlin

coverage:
	@tools/install-packages test
	@test -d build-coverage || meson setup build-coverage --buildtype=debug -Db_coverage=true -Dtests=true >/dev/null
	@ninja -C build-coverage
	@tests/harness/with-postgres tests/run build-coverage
	@gcovr -r . --filter src/ build-coverage

install: all
	@ninja -C build install

clean:
	rm -rf build build-test build-coverage
