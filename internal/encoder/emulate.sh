#!/bin/bash
# Runs this package's tests on a processor with AVX-512 VNNI that Bochs emulates, for machines that have none. Half a minute.
#
#	BOCHS=bochs KERNEL=vmlinuz internal/encoder/emulate.sh [TEST ARGUMENTS]
#
# BOCHS is Bochs 3.0 or later, configured with --enable-x86-64 --enable-cpu-level=6 --enable-avx --enable-evex --with-nogui --disable-plugins (2.7 saves
# wide registers wrongly). KERNEL is a Linux kernel, such as the one in Debian's linux-image-cloud-amd64. Debian's packages bochsbios, vgabios,
# busybox-static, isolinux, syslinux-common, xorriso and cpio hold the rest. CPU=corei7_skylake_x has AVX-512 without VNNI.
set -euo pipefail
[ $# -gt 0 ] || set -- -test.v -test.run 'TestProductsAreExact|TestFloatKernels|TestKernelsAgree|TestParity' -test.bench '^BenchmarkProduct$' -test.benchtime 1x
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/root/{bin,proc,tmp} "$work/iso/isolinux"
(cd "$(dirname "$0")" && CGO_ENABLED=0 go test -c -o "$work/root/tmp/test" .)
cp "$(command -v busybox)" "$work/root/bin/busybox"
cat > "$work/root/init" <<INIT
#!/bin/busybox sh
/bin/busybox mount -t proc proc /proc
/bin/busybox grep -m1 -o avx512_vnni /proc/cpuinfo
cd /tmp
./test -test.timeout=0 $(printf '%q ' "$@")
echo "exit code \$?"
/bin/busybox poweroff -f
INIT
chmod +x "$work/root/init"
(cd "$work/root" && find . | cpio -o -H newc --quiet -R 0:0) > "$work/iso/initrd"
cp "$KERNEL" "$work/iso/vmlinuz"
cp /usr/lib/ISOLINUX/isolinux.bin /usr/lib/syslinux/modules/bios/ldlinux.c32 "$work/iso/isolinux/"
# Feature 580 is FSRM: Bochs has it without ERMS, which Linux 6.1's memmove is not made for.
cat > "$work/iso/isolinux/isolinux.cfg" <<CFG
default linux
label linux
kernel /vmlinuz
initrd /initrd
append console=ttyS0 quiet nokaslr mitigations=off tsc=reliable no_timer_check clearcpuid=580 random.trust_cpu=on
CFG
xorriso -as mkisofs -quiet -o "$work/boot.iso" -b isolinux/isolinux.bin -c isolinux/boot.cat -no-emul-boot -boot-load-size 4 -boot-info-table "$work/iso"
cat > "$work/bochsrc" <<RC
config_interface: textconfig
display_library: nogui
cpu: model=${CPU:-corei7_icelake_u}, count=1, ips=50000000, reset_on_triple_fault=0
megs: 512
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest
ata0: enabled=1, ioaddr1=0x1f0, ioaddr2=0x3f0, irq=14
ata0-master: type=cdrom, path=$work/boot.iso, status=inserted
boot: cdrom
clock: sync=none
com1: enabled=1, mode=file, dev=$work/serial
log: $work/log
panic: action=fatal
mouse: enabled=0
RC
touch "$work/serial"
"$BOCHS" -q -f "$work/bochsrc" > "$work/screen" 2>&1 < /dev/null &
while kill -0 $! 2>/dev/null && ! grep -qE '^exit code|Kernel panic' "$work/serial"; do sleep 1; done
kill $! 2>/dev/null || true
grep -v '^\[' "$work/serial"
grep -q '^exit code 0' "$work/serial"
